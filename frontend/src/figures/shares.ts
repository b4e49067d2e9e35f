/** Futures as dots: as many of each case as its label says, that sum to what is shown. */

import { hundredth } from '../words/in-hundred';

/** How many dots are drawn: 100, or one for each future where there are fewer. */
export function dotsOf(counts: number[]): number {
  return Math.min(
    100,
    counts.reduce((a, b) => a + Math.max(0, b), 0),
  );
}

/**
 * Dots of each case: the rounded number of 100 that its label says, none for "<1".
 *
 * What rounding leaves to 100 is taken from or given to the largest case. Fewer than a hundred
 * futures are one dot each.
 */
export function shares(counts: number[]): number[] {
  const kept = counts.map((n) => Math.max(0, n));
  const sum = kept.reduce((a, b) => a + b, 0);
  if (!(sum > 0) || sum < 100) return kept;
  const out = kept.map((n) => {
    const said = hundredth((n / sum) * 100);
    return said === '<1' ? 0 : said === '>99' ? 99 : Number(said);
  });
  const largest = kept.indexOf(Math.max(...kept));
  out[largest] = Math.max(0, (out[largest] ?? 0) + 100 - out.reduce((a, b) => a + b, 0));
  return out;
}

/** Case of each dot, row by row. */
export function laid(counts: number[]): number[] {
  return shares(counts).flatMap((n, i) => Array<number>(n).fill(i));
}
