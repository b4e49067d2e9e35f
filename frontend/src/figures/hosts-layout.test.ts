import { expect, test } from 'vitest';

import { SAMPLE } from '../testing/sample';
import { around, horizonsOf, hostsLayout } from './hosts-layout';

const hosts = SAMPLE.people?.hosts ?? [];

test('the scale ends at a round number', () => {
  expect(around([{ low: 4600, median: 9000, high: 1_600_000 }])).toEqual([1000, 2_000_000]);
  expect(around([{ low: 0, median: 0, high: 3 }])).toEqual([1, 10]);
  expect(around([])).toEqual([1, 1000]);
  expect(around([{ low: null, median: null, high: null }])).toEqual([1, 1000]);
});

test('days are told in their order, not in that of letters', () => {
  const [host] = hosts;
  if (!host) throw new Error('the sample has no host');
  const range = { low: 1, median: 2, high: 3 };
  expect(horizonsOf([{ ...host, at: { '14': range, '30': range, '7': range } }])).toEqual([
    '7',
    '14',
    '30',
  ]);
});

test.each([1200, 390])('at %d pixels every bar is in the drawing, its median within it', (width) => {
  const drawn = hostsLayout(hosts, width);
  const bars = drawn.rows.flatMap(({ bars }) => bars);
  expect(bars.length).toBeGreaterThan(0);
  for (const { low, median, high, y } of bars) {
    expect(low).toBeGreaterThanOrEqual(0);
    expect(median).toBeGreaterThanOrEqual(low);
    expect(high).toBeGreaterThanOrEqual(median);
    expect(high).toBeLessThanOrEqual(width);
    expect(y).toBeLessThan(drawn.height);
  }
});

test('a host of whom nothing is told has no bar', () => {
  const none = hosts.map((host) => ({ ...host, at: {} }));
  expect(hostsLayout(none, 900).rows.every(({ bars }) => bars.length === 0)).toBe(true);
});
