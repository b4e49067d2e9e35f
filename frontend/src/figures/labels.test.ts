import { expect, test } from 'vitest';

import { apart, type Box, placed, short } from './labels';

const wish = (x: number, y: number) => ({ x, y, gap: 8, width: 60, height: 14 });
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('labels of neighbours do not cover each other', () => {
  const boxes = placed([wish(100, 100), wish(108, 104), wish(96, 108)], [], 300, 200);
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(overlap(a, b)).toBe(false)));
});

test('a label at the edge stays in the drawing', () => {
  for (const box of placed([wish(1, 1), wish(299, 199), wish(500, -20)], [], 300, 200)) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(300);
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(200);
  }
});

test('labels of curves are moved apart, in their order', () => {
  expect(apart([50, 51, 10], 12, 0, 100)).toEqual([50, 62, 10]);
  expect(apart([99, 98], 12, 0, 100)).toEqual([100, 88]);
  expect(apart([5], 12, 0, 100)).toEqual([5]);
  expect(apart([], 12, 0, 100)).toEqual([]);
});

test('more labels than there is room for share the room', () => {
  const at = apart([10, 10, 10, 10, 10], 50, 0, 100);
  expect(Math.min(...at)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...at)).toBeLessThanOrEqual(100);
});

test('a cut name says that it is cut, and no letter is halved', () => {
  expect(short('Moldova', 12)).toBe('Moldova');
  expect(short('Russian Federation', 8)).toBe('Russian…');
  expect(short('🇺🇦🇺🇦🇺🇦', 3)).toBe('🇺🇦…');
});
