import { expect, test } from 'vitest';

import { rows } from './rows';

const labels = ['Short', 'a much longer label of many words that needs two lines or more', ''];

test('labels stand beside their strips where there is room', () => {
  const laid = rows(labels, { width: 900, strip: 20 });
  expect(laid.narrow).toBe(false);
  expect(laid.left).toBeGreaterThan(150);
  for (const row of laid.rows) expect(row.labelY).toBeGreaterThan(row.start);
});

test('labels stand above their strips where there is none', () => {
  const laid = rows(labels, { width: 350, strip: 20 });
  for (const row of laid.rows) expect(row.top).toBeGreaterThan(row.labelY);
});

test.each([900, 350])('rows of a drawing of %d px do not overlap', (width) => {
  const laid = rows(labels, { width, strip: 20, before: (row) => (row === 2 ? 30 : 0) });
  for (const [at, row] of laid.rows.slice(1).entries()) {
    expect(row.start).toBeGreaterThanOrEqual((laid.rows[at]?.middle ?? 0) + 10);
  }
  expect(laid.bottom).toBeGreaterThanOrEqual((laid.rows.at(-1)?.middle ?? 0) + 10);
});

test('no labels make no rows', () => {
  expect(rows([], { width: 350, strip: 20, top: 12 })).toMatchObject({ rows: [], bottom: 12 });
});
