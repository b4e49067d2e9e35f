import { expect, test } from 'vitest';

import { odds, reach, scaleOf } from './ranges';

test('powers of ten go round all ranges', () => {
  expect(reach([{ low: 0.04, high: 1.3 }])).toEqual([0.01, 10]);
  expect(reach([{ low: 0, high: 0.0858 }])[1]).toBe(0.1);
  expect(reach([{ low: 1e-9, high: 5 }])[0]).toBe(0.001);
});

test.each([[[]], [[{ low: null, high: null }]], [[{ low: 0, high: 0 }]]])(
  'there is a scale where there is no range: %j',
  (spans) => {
    const { x, ticks } = scaleOf(spans, 0, 300);
    expect(ticks.length).toBeGreaterThan(1);
    expect(Number.isFinite(x(0.5))).toBe(true);
    expect(x(1e-12)).toBe(0);
  },
);

test.each([
  [100, '100 in 100'],
  [12.4, '12 in 100'],
  [0.1, '1 in 1,000'],
  [0.0004, '1 in 300,000'],
  [0, '0'],
])('%d of 100 is %s', (x, words) => {
  expect(odds(x)).toBe(words);
});
