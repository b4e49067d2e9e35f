/** Bands and lines of a series by day as SVG paths. */

import { area, curveStepAfter, line } from 'd3-shape';

import type { Fan } from '../picture';
import type { Plot } from './plot';

const shown = (x: number | undefined): x is number => x !== undefined && Number.isFinite(x);
const round = (x: number) => Math.round(x * 10) / 10;

/** The line of `values`, one a day from day `first`; gaps where a value is no number. */
export function lineOf(values: number[], { x, y }: Plot, first = 0): string {
  const draw = line<number>((_, i) => round(x(first + i)), (v) => round(y(v))).defined(shown);
  return draw(values) ?? '';
}

/** The area between two series. */
export function bandOf(low: number[], high: number[], { x, y }: Plot, first = 0): string {
  const draw = area<number>()
    .x((_, i) => round(x(first + i)))
    .y0((v) => round(y(v)))
    .y1((_, i) => round(y(high[i] ?? 0)))
    .defined((v, i) => shown(v) && shown(high[i]));
  return draw(low) ?? '';
}

/** Steps, for what is true until the end of a day. */
export function stepsOf(values: number[], { x, y }: Plot, first: number): string {
  return (
    line<number>((_, i) => round(x(first + i)), (v) => round(y(v)))
      .defined(shown)
      .curve(curveStepAfter)(values) ?? ''
  );
}

/** The area between two step lines. */
export function stepBandOf(low: number[], high: number[], { x, y }: Plot, first: number): string {
  return (
    area<number>()
      .x((_, i) => round(x(first + i)))
      .y0((v) => round(y(v)))
      .y1((_, i) => round(y(high[i] ?? 0)))
      .defined((v, i) => shown(v) && shown(high[i]))
      .curve(curveStepAfter)(low) ?? ''
  );
}

/** The two bands and the median of a fan. */
export function fanOf(fan: Fan, plot: Plot): { wide: string; narrow: string; median: string } {
  return {
    wide: bandOf(fan.low90, fan.high90, plot),
    narrow: bandOf(fan.low50, fan.high50, plot),
    median: lineOf(fan.median, plot),
  };
}
