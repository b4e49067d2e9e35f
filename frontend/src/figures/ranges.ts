/** Ranges on a scale that multiplies, for what nobody has ever seen. */

import { scaleLog, type ScaleLogarithmic } from 'd3-scale';

export interface Span {
  low: number | null;
  high: number | null;
}

const LEAST = 0.001;
/** Of 100 futures: what is below is drawn at the left edge, with an arrow. */

/** Powers of ten around all ranges (of 100 futures), within one in 100,000 and all. */
export function reach(spans: Span[]): [number, number] {
  const seen = spans
    .flatMap(({ low, high }) => [low, high])
    .filter((x): x is number => x !== null && x > 0);
  if (!seen.length) return [0.01, 100];
  const low = 10 ** Math.floor(Math.log10(Math.max(LEAST, Math.min(...seen))));
  const high = 10 ** Math.ceil(Math.log10(Math.min(100, Math.max(...seen))));
  return [Math.min(low, high / 100), high];
}

/** Pixels of a number of 100 futures, and the powers of ten that get a tick. */
export function scaleOf(
  spans: Span[],
  left: number,
  right: number,
): { x: ScaleLogarithmic<number, number>; ticks: number[] } {
  const [low, high] = reach(spans);
  const x = scaleLog([low, high], [left, Math.max(left + 1, right)]).clamp(true);
  const ticks: number[] = [];
  for (let tick = low; tick <= high * 1.01; tick *= 10) ticks.push(Number(tick.toPrecision(1)));
  return { x, ticks };
}

/** A number of 100 futures as '1 in 1,000'. */
export function odds(of100: number): string {
  if (!(of100 > 0)) return '0';
  if (of100 >= 1) return `${String(Number(of100.toPrecision(2)))} in 100`;
  return `1 in ${Math.round(Number((100 / of100).toPrecision(1))).toLocaleString('en')}`;
}
