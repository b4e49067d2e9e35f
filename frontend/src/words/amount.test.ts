import { expect, test } from 'vitest';

import { amount, tick } from './amount';

test.each([
  [1_234_567, 'person', '1.2 million'],
  [17_100_000, 'person day', '17 million person-days'],
  [45_210, 'person / day', '45,000 a day'],
  [9.4, 'in 100', '9 in 100'],
  [0.2629, '1', '0.263'],
  [1, 'day', '1 day'],
  [12, 'day', '12 days'],
  [3, 'km', '3 km'],
])('amount(%d, %s) is %s', (x, unit, words) => {
  expect(amount(x, unit)).toBe(words);
});

test('a tick is short', () => {
  expect(tick(1_200_000, 'person day')).toBe('1.2M');
  expect(tick(-1_200_000, 'person')).toBe('−1.2M');
  expect(tick(0.25, '1')).toBe('0.25');
});
