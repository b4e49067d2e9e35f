import { expect, test } from 'vitest';

import { dotsOf, laid, shares } from './shares';

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

test.each([[[142, 31, 26, 1]], [[100, 100, 100]], [[1, 17, 5, 24, 1, 152]], [[100_000, 1]]])(
  '%j makes whole dots that sum to a hundred',
  (counts) => {
    expect(sum(shares(counts))).toBe(100);
  },
);

test('a case has as many dots as its label says, and "<1" has none', () => {
  expect(shares([1, 17, 5, 23, 1, 153])).toEqual([0, 8, 2, 12, 0, 78]);
});

test('no future makes no dot', () => {
  expect(shares([])).toEqual([]);
  expect(shares([0, 0])).toEqual([0, 0]);
  expect(laid([0, 0])).toEqual([]);
});

test('fewer than a hundred futures are not blown up to a hundred', () => {
  expect(dotsOf([1])).toBe(1);
  expect(laid([1, 2])).toEqual([0, 1, 1]);
  expect(dotsOf([150, 50])).toBe(100);
});
