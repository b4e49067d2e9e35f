/** Which frame of the map an address asks for. */

/** Number of the frame that is nearest to `day`; `otherwise` where no day is asked for. */
export function frameOf(frames: number[], day: number | null, otherwise: number): number {
  if (day === null || !frames.length) return otherwise;
  let best = 0;
  frames.forEach((frame, i) => {
    if (Math.abs(frame - day) < Math.abs((frames[best] ?? 0) - day)) best = i;
  });
  return best;
}

/** The first frame after a day, or the last of all: what is shown before anybody asks. */
export function firstAfter(frames: number[], day: number): number {
  const found = frames.findIndex((frame) => frame > day);
  return found < 0 ? Math.max(0, frames.length - 1) : found;
}
