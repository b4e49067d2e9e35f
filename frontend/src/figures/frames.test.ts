import { expect, test } from 'vitest';

import { firstAfter, frameOf } from './frames';

test('the address asks for a day and gets the nearest frame', () => {
  expect(frameOf([4, 9, 14], 10, 2)).toBe(1);
  expect(frameOf([4, 9, 14], -99, 2)).toBe(0);
  expect(frameOf([4, 9, 14], null, 2)).toBe(2);
  expect(frameOf([], 3, 0)).toBe(0);
});

test('before anybody asks, the first days that are not known', () => {
  expect(firstAfter([4, 9, 14], 9)).toBe(2);
  expect(firstAfter([4, 9, 14], 20)).toBe(2);
  expect(firstAfter([], 20)).toBe(0);
});
