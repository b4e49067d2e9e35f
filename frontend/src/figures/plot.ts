/** The frame of a chart with days across and a number up: scales, ticks, margins. */

import { scaleLinear, type ScaleLinear } from 'd3-scale';

export interface Margin {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface Plot {
  width: number;
  height: number;
  margin: Margin;
  x: ScaleLinear<number, number>;
  y: ScaleLinear<number, number>;
  /** Days that get a tick. */
  days: number[];
  /** Numbers that get a grid line. */
  levels: number[];
}

const WIDE = 70;
/** Pixels between two dates so that they can be read. */

const STRIDES = [1, 2, 7, 14, 28, 56, 91, 182, 364];
/** Days between two ticks. */

/** Days of the ticks from `first` to `last`, as many as `room` pixels hold. */
export function dayTicks(first: number, last: number, room: number): number[] {
  const most = Math.max(1, Math.floor(room / WIDE));
  const stride = STRIDES.find((days) => (last - first) / days <= most) ?? 728;
  const out: number[] = [];
  for (let day = first; day <= last; day += stride) out.push(day);
  return out;
}

/** The largest number of some series that is a number; 0 where there is none. */
export function most(...series: number[][]): number {
  let top = 0;
  for (const values of series) for (const x of values) if (Number.isFinite(x) && x > top) top = x;
  return top;
}

/** A chart from day `first` to `last` and from 0 to `top`. */
export function plot(
  width: number,
  height: number,
  margin: Margin,
  [first, last]: [number, number],
  top: number,
): Plot {
  const right = Math.max(margin.left + 1, width - margin.right);
  const x = scaleLinear([first, Math.max(first + 1, last)], [margin.left, right]);
  const y = scaleLinear([0, top > 0 ? top : 1], [height - margin.bottom, margin.top]);
  const count = Math.max(2, Math.round((height - margin.top - margin.bottom) / 36));
  y.nice(count);
  return {
    width,
    height,
    margin,
    x,
    y,
    days: dayTicks(first, Math.max(first, last), right - margin.left),
    levels: y.ticks(count),
  };
}
