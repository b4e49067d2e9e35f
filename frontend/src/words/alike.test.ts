import { expect, test } from 'vitest';

import { alike } from './alike';

test('numbers that stand together have one unit and equally many digits', () => {
  const { change, range } = alike([3_783_000, 33_250, 7_532_000], 'person day');
  expect(change(3_783_000)).toBe('+3.78 million person-days');
  expect(range(33_250, 7_532_000)).toBe('+0.03 to +7.53 million');
  expect(alike([308_700, 242_300, 375_200], 'person').range(242_300, 375_200)).toBe('+242,000 to +375,000');
  expect(alike([-0.002785, -0.006483, 0.00091], '').range(-0.006483, 0.00091)).toBe('−0.00648 to +0.00091');
});

test('chances are whole numbers of a hundred, with a digit where all are small', () => {
  expect(alike([63.5, 56.6, 69.9], 'in 100').change(63.5)).toBe('+64 in 100');
  expect(alike([-1, -3.57, 0.9], 'in 100').range(-3.57, 0.9)).toBe('−3.6 to +0.9');
  expect(alike([22.5, 17, 28], 'in 100').change(22.5)).toBe('+22 in 100'); // as sentences round
  expect(alike([99.6, 99.4, 99.8], 'in 100').change(99.6)).toBe('+100 in 100');
  expect(alike([12, -0.4, 31], 'in 100').range(-0.4, 31)).toBe('−0.4 to +31');
  expect(alike([0.02, -40, 40], 'in 100').change(0.02)).toBe('0.0 in 100');
});

test('nothing has no sign', () => {
  expect(alike([0, 0, 0], 'in 100').change(0)).toBe('no change');
  expect(alike([0, 0, 0], '').range(0, 0)).toBe('0.00 to 0.00');
});
