/** A histogram as rectangles. */

import { scaleLinear, type ScaleLinear } from 'd3-scale';

import type { Peak } from '../picture';
import type { Box } from './labels';

export interface Bars {
  bars: Box[];
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  /** Numbers with a tick across, and counts with a grid line. */
  ticks: number[];
  levels: number[];
}

/** The bins of a peak within a frame (pixels). */
export function bars(
  { edges, counts }: Pick<Peak, 'edges' | 'counts'>,
  frame: { left: number; right: number; top: number; bottom: number },
): Bars {
  const first = edges[0] ?? 0;
  const last = edges[edges.length - 1] ?? 0;
  const x = scaleLinear(
    [Math.min(first, 0), last > first ? last : first + 1],
    [frame.left, Math.max(frame.left + 1, frame.right)],
  );
  const y = scaleLinear([0, Math.max(1, ...counts)], [frame.bottom, frame.top]).nice(4);
  return {
    bars: counts.flatMap((count, i) => {
      const [from, to] = [edges[i], edges[i + 1]];
      if (from === undefined || to === undefined || !(count > 0)) return [];
      const [a, b] = [x(from), x(to)];
      return [{ x: a, y: y(count), width: Math.max(1, b - a), height: frame.bottom - y(count) }];
    }),
    x,
    y,
    ticks: x.ticks(Math.max(2, Math.floor((frame.right - frame.left) / 70))),
    levels: y.ticks(4).filter(Number.isInteger),
  };
}
