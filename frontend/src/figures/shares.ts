/** Futures as dots: whole dots that sum to what is shown. */

/** Share `total` dots out in proportion to `counts` by the largest remainder. */
export function shares(counts: number[], total: number): number[] {
  const sum = counts.reduce((a, b) => a + Math.max(0, b), 0);
  if (!(sum > 0) || !(total > 0)) return counts.map(() => 0);
  const exact = counts.map((n) => (Math.max(0, n) / sum) * total);
  const out = exact.map(Math.floor);
  const left = total - out.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((x, i): [number, number] => [x - Math.floor(x), i])
    .sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of byRemainder.slice(0, left)) out[i] = (out[i] ?? 0) + 1;
  return out;
}

/** How many dots are drawn: 100, or one for each future where there are fewer. */
export function dotsOf(counts: number[]): number {
  return Math.min(
    100,
    counts.reduce((a, b) => a + Math.max(0, b), 0),
  );
}

/** Case of each dot, row by row. */
export function laid(counts: number[]): number[] {
  return shares(counts, dotsOf(counts)).flatMap((n, i) => Array<number>(n).fill(i));
}
