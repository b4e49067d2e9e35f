import { expect, test } from 'vitest';

import { bars } from './bars';
import { fanOf, lineOf, stepsOf } from './fan';
import { dayTicks, most, plot } from './plot';

const frame = plot(300, 200, { top: 10, right: 10, bottom: 20, left: 40 }, [0, 2], 100);

test('a line goes from the left edge to the right', () => {
  expect(lineOf([0, 50, 100], frame)).toBe('M40,180L165,95L290,10');
});

test('a day that is no number is a gap', () => {
  expect(lineOf([0, Number.NaN, 100], frame).match(/M/g)).toHaveLength(2);
});

test('a step holds until the next day', () => {
  expect(stepsOf([100, 50], frame, 0)).toBe('M40,10L165,10L165,95');
});

test('a fan of no days, and of one, can be drawn', () => {
  const empty = { low90: [], low50: [], median: [], high50: [], high90: [] };
  expect(fanOf(empty, frame).median).toBe('');
  const one = { low90: [1], low50: [2], median: [3], high50: [4], high90: [5] };
  expect(fanOf(one, plot(300, 200, frame.margin, [0, 0], 5)).median).not.toContain('NaN');
});

test('ticks are as many as there is room for, whatever the days', () => {
  expect(dayTicks(0, 179, 600)).toEqual([0, 28, 56, 84, 112, 140, 168]);
  expect(dayTicks(0, 0, 600)).toEqual([0]);
  expect(dayTicks(29, 40, 60)).toEqual([29]);
  expect(dayTicks(0, 20_000, 300).length).toBeLessThan(40);
});

test('the top of a scale is of numbers only', () => {
  expect(most([1, Number.NaN, 7], [], [3])).toBe(7);
  expect(plot(300, 200, frame.margin, [0, 2], 0).y.domain()).toEqual([0, 1]);
});

test('bars have the width of their bins, and empty bins none', () => {
  const drawn = bars(
    { edges: [0, 10, 20, 30], counts: [2, 0, 4] },
    { left: 0, right: 300, top: 0, bottom: 100 },
  );
  expect(drawn.bars).toEqual([
    { x: 0, y: 50, width: 100, height: 50 },
    { x: 200, y: 0, width: 100, height: 100 },
  ]);
});

test('a peak of no bins, or of one value, has no bar that is no number', () => {
  const room = { left: 0, right: 300, top: 0, bottom: 100 };
  expect(bars({ edges: [], counts: [] }, room).bars).toEqual([]);
  const one = bars({ edges: [5, 5], counts: [1] }, room).bars;
  expect(one.every((bar) => Object.values(bar).every(Number.isFinite))).toBe(true);
});
