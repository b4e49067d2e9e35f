import { expect, test } from 'vitest';

import { number } from './number';

test.each([
  [0, '0'],
  [0.12749, '0.127'],
  [1234.5, '1,230'],
  [-4.5, '−4.5'],
  [1e-9, '1e-9'],
  [Number.NaN, 'not known'],
])('number(%d) is %s', (x, words) => {
  expect(number(x)).toBe(words);
});
