import { expect, test } from 'vitest';

import { arrow, breadth } from './arrow';

test('width goes with people, and a trickle can still be seen', () => {
  expect(breadth(50, 100, 16)).toBe(8);
  expect(breadth(1, 1e6, 16)).toBe(1.2);
  expect(breadth(0, 100, 16)).toBe(0);
  expect(breadth(Number.NaN, 100, 16)).toBe(0);
});

test('an arrow ends before the place that it points at', () => {
  const drawn = arrow([0, 0], [100, 0], 4, 10);
  const tip = /^M([-\d.]+),([-\d.]+)/.exec(drawn?.head ?? '');
  expect(Math.hypot(100 - Number(tip?.[1]), Number(tip?.[2]))).toBeCloseTo(10, 0);
  expect(drawn?.shaft).toMatch(/^M0,0Q50,-16 /);
});

test('no arrow where there is no way or nobody', () => {
  expect(arrow([5, 5], [5, 5], 4, 10)).toBeNull();
  expect(arrow([0, 0], [100, 0], 0, 10)).toBeNull();
});
