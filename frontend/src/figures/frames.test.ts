import { expect, test } from 'vitest';

import { frameOf, lastUpTo } from './frames';

test('the address asks for a day and gets the nearest frame', () => {
  expect(frameOf([4, 9, 14], 10, 2)).toBe(1);
  expect(frameOf([4, 9, 14], -99, 2)).toBe(0);
  expect(frameOf([4, 9, 14], null, 2)).toBe(2);
  expect(frameOf([], 3, 0)).toBe(0);
});

test('before anybody asks, the last days that are known', () => {
  expect(lastUpTo([4, 9, 14], 9)).toBe(1);
  expect(lastUpTo([4, 9, 14], 20)).toBe(2);
  expect(lastUpTo([4, 9, 14], 1)).toBe(0);
  expect(lastUpTo([], 20)).toBe(0);
});
