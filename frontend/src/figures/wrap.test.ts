import { expect, test } from 'vitest';

import { stacked } from './survival-layout';
import { wrap } from './wrap';

test('lines are no wider than asked, and no word is lost', () => {
  const text = 'Peacekeepers under a mandate of the Security Council';
  const lines = wrap(text, 150, 12);
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.join(' ')).toBe(text);
});

test('a number stays with its word', () => {
  expect(wrap('not yet in\u00a09\u00a0of\u00a0100', 120, 12)).toEqual([
    'not yet',
    'in\u00a09\u00a0of\u00a0100',
  ]);
});

test('a word without end is cut, and nothing is one empty line', () => {
  expect(wrap('x'.repeat(500), 100, 12).every((line) => line.length <= 14)).toBe(true);
  expect(wrap('', 100, 12)).toEqual(['']);
  expect(wrap('word', -5, 12)).toEqual(['word']);
});

test('names of curves are near their ends and do not overlap', () => {
  expect(stacked([10, 100], [20, 20], 0, 200)).toEqual([0, 90]);
  expect(stacked([100, 100], [20, 20], 0, 200)).toEqual([90, 110]);
  expect(stacked([200, 200], [20, 20], 0, 200)).toEqual([160, 180]);
});
