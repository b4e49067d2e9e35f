/** Where labels go so that they neither cover each other nor leave the drawing. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Wish {
  /** Point that is named, and how far from it the label keeps (pixels). */
  x: number;
  y: number;
  gap: number;
  width: number;
  height: number;
}

const SIDES: [number, number][] = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
];

const overlap = (a: Box, b: Box) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** Further off than the nearest place (pixels), for where many names meet. */
const FURTHER = [0, 12, 26];

/** How much worse it is to cover another label than anything else. */
const WORSE = 5;

function beside(wish: Wish, [sx, sy]: [number, number], further: number): Box {
  const reach = (sx && sy ? wish.gap * 0.7 : wish.gap) + further;
  return {
    x: wish.x + sx * reach - (wish.width * (1 - sx)) / 2,
    y: wish.y + sy * reach - (wish.height * (1 - sy)) / 2,
    width: wish.width,
    height: wish.height,
  };
}

/**
 * Give each label, the most important first, the side on which it covers least.
 *
 * `taken` are boxes that are better left free. A label that would leave the drawing is pushed in.
 */
export function placed(wishes: Wish[], taken: Box[], width: number, height: number): Box[] {
  const labels: Box[] = [];
  const covered = (box: Box, boxes: Box[]) =>
    boxes.reduce((sum, other) => sum + overlap(box, other), 0);
  return wishes.map((wish) => {
    let best: Box | undefined;
    let least = Infinity;
    const tried = FURTHER.flatMap((further) => SIDES.map((side) => ({ side, further })));
    tried.forEach(({ side, further }, rank) => {
      const free = beside(wish, side, further);
      const x = Math.max(0, Math.min(width - free.width, free.x));
      const y = Math.max(0, Math.min(height - free.height, free.y));
      const box = { ...free, x, y };
      const cost =
        covered(box, taken) +
        WORSE * covered(box, labels) +
        4 * Math.hypot(x - free.x, y - free.y) +
        rank +
        6 * further;
      if (cost < least) [best, least] = [box, cost];
    });
    const box = best ?? beside(wish, [1, 0], 0);
    labels.push(box);
    return box;
  });
}

/** The line that ties a label to its point, where it is not beside it. */
export function tie(wish: Wish, box: Box): { x: number; y: number } | null {
  const x = Math.max(box.x, Math.min(box.x + box.width, wish.x));
  const y = Math.max(box.y, Math.min(box.y + box.height, wish.y));
  return Math.hypot(x - wish.x, y - wish.y) > wish.gap + 6 ? { x, y } : null;
}

/** Whether two boxes cover each other anywhere. */
export const meets = (a: Box, b: Box): boolean => overlap(a, b) > 0;

/** Rough width of a text in a system font of `size` pixels. */
export function breadthOf(text: string, size: number): number {
  return [...text].length * size * 0.6;
}

/** The text, cut with an ellipsis after `most` letters. */
export function short(text: string, most: number): string {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text;
}

/**
 * Move labels at the end of curves apart: `at` are the heights they want, in any order.
 *
 * Returns heights at least `step` apart where they fit between `top` and `bottom`, in the order given.
 */
export function apart(at: number[], step: number, top: number, bottom: number): number[] {
  const order = at.map((_, i) => i).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0));
  const room = at.length > 1 ? Math.min(step, (bottom - top) / (at.length - 1)) : step;
  const out = at.map((y) => Math.max(top, Math.min(bottom, y)));
  let floor = top;
  for (const i of order) {
    out[i] = Math.max(out[i] ?? top, floor);
    floor = (out[i] ?? top) + room;
  }
  let ceiling = bottom;
  for (const i of order.reverse()) {
    out[i] = Math.min(out[i] ?? bottom, ceiling);
    ceiling = (out[i] ?? bottom) - room;
  }
  return out;
}
