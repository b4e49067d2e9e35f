import { expect, test } from 'vitest';

import { csv } from './csv';
import { isNumeric } from './table';

test('text with commas, quotes and line ends is quoted', () => {
  expect(csv({ columns: ['a', 'b'], rows: [['x,y', 1.5], ['say "no"\nnow', null]] })).toBe(
    'a,b\r\n"x,y",1.5\r\n"say ""no""\nnow",\r\n',
  );
});

test('no text becomes the formula of a spreadsheet', () => {
  expect(csv({ columns: ['a'], rows: [['=HYPERLINK(1)'], ['-x'], [-1]] })).toBe(
    "a\r\n'=HYPERLINK(1)\r\n'-x\r\n-1\r\n",
  );
});

test('a column is numeric where all that is there is', () => {
  const table = { columns: ['a', 'b', 'c'], rows: [['x', 1, null], ['y', null, null]] };
  expect([0, 1, 2].map((column) => isNumeric(table, column))).toEqual([false, true, false]);
});
