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

/** The last frame up to a day, or the first of all: what is shown before anybody asks. */
export function lastUpTo(frames: number[], day: number): number {
  return Math.max(0, frames.filter((frame) => frame <= day).length - 1);
}
