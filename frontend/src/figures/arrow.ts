/** Curved arrows whose width is how many people move. */

import type { Point } from './projection';

export interface Arrow {
  /** The line, up to the head. */
  shaft: string;
  /** The head, a triangle that ends at the rim of the place. */
  head: string;
  /** Some points on the second half of the line, the last where it meets the head. */
  along: Point[];
  /** Pixels. */
  width: number;
}

const BEND = 0.16;
/** How far the middle of an arrow is from the straight line, as share of its length. */

const THINNEST = 1.2;

const fixed = (x: number) => String(Math.round(x * 10) / 10);
const pair = ([x, y]: Point) => `${fixed(x)},${fixed(y)}`;

/** Width of a flow: its area on the page is in proportion to the people (`most` has `widest`). */
export function breadth(people: number, most: number, widest: number): number {
  if (!(people > 0) || !(most > 0)) return 0;
  return Math.max(THINNEST, (Math.min(people, most) / most) * widest);
}

/** The point at share `t` of a line that bends to `middle`. */
function between(from: Point, middle: Point, to: Point, t: number): Point {
  const of = (i: 0 | 1) =>
    (1 - t) ** 2 * from[i] + 2 * t * (1 - t) * middle[i] + t ** 2 * to[i];
  return [of(0), of(1)];
}

/**
 * An arrow that bends to the left of its way and stops `gap` pixels before `to`.
 *
 * Null where the ends are too near for one to be seen.
 */
export function arrow(from: Point, to: Point, width: number, gap: number): Arrow | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const size = Math.max(6, width * 1.5);
  if (!(width > 0) || !(length > gap + size + 2)) return null;
  const middle: Point = [
    (from[0] + to[0]) / 2 + dy * BEND,
    (from[1] + to[1]) / 2 - dx * BEND,
  ];
  const last = Math.hypot(to[0] - middle[0], to[1] - middle[1]);
  const toward: Point = [(to[0] - middle[0]) / last, (to[1] - middle[1]) / last];
  const tip: Point = [to[0] - toward[0] * gap, to[1] - toward[1] * gap];
  const neck: Point = [tip[0] - toward[0] * size, tip[1] - toward[1] * size];
  const half = Math.max(4, width);
  const left: Point = [neck[0] - toward[1] * half, neck[1] + toward[0] * half];
  const right: Point = [neck[0] + toward[1] * half, neck[1] - toward[0] * half];
  return {
    shaft: `M${pair(from)}Q${pair(middle)} ${pair(neck)}`,
    head: `M${pair(tip)}L${pair(left)}L${pair(right)}Z`,
    along: [0.55, 0.7, 0.85, 1].map((t) => between(from, middle, neck, t)),
    width,
  };
}
