import { expect, test } from 'vitest';

import { dotsOf, laid, shares } from './shares';

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

test.each([
  [[142, 31, 26, 1], 100],
  [[1, 1, 1], 100],
  [[1, 17, 5, 24, 1, 152], 100],
  [[100_000, 1], 100],
  [[3], 7],
])('%j makes whole dots that sum to %d', (counts, total) => {
  const dots = shares(counts, total);
  expect(sum(dots)).toBe(total);
  dots.forEach((n, i) => {
    expect(Math.abs(n - ((counts[i] ?? 0) / sum(counts)) * total)).toBeLessThan(1);
  });
});

test('no future makes no dot', () => {
  expect(shares([], 100)).toEqual([]);
  expect(shares([0, 0], 100)).toEqual([0, 0]);
  expect(laid([0, 0])).toEqual([]);
});

test('fewer than a hundred futures are not blown up to a hundred', () => {
  expect(dotsOf([1])).toBe(1);
  expect(laid([1, 2])).toEqual([0, 1, 1]);
  expect(dotsOf([150, 50])).toBe(100);
});
