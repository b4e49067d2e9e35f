import { expect, test } from 'vitest';

import { inHundred, rangeInHundred } from './in-hundred';

test.each([
  [0, '0 in 100'],
  [0.2, '<1 in 100'],
  [0.5, '<1 in 100'],
  [0.95, '1 in 100'],
  [76.5, '76 in 100'],
  [77.5, '78 in 100'],
  [9.4, '9 in 100'],
  [99.05, '99 in 100'],
  [99.7, '>99 in 100'],
  [100, '100 in 100'],
])('inHundred(%d) is %s', (x, words) => {
  expect(inHundred(x)).toBe(words);
});

test('a range says both ends, or one where they are the same', () => {
  expect(rangeInHundred(0.1, 14.6)).toBe('<1 to 15 in 100');
  expect(rangeInHundred(3.1, 2.9)).toBe('3 in 100');
});
