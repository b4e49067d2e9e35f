import { expect, test } from 'vitest';

import { SAMPLE } from '../testing/sample';
import { find } from './find';

const { rows } = SAMPLE.quantities;
const sources = new Map(SAMPLE.sources.map((source) => [source.id, source]));
const paths = (words: string): string[] => find(rows, sources, words).map(({ path }) => path);

test('no word finds everything', () => {
  expect(paths('  ')).toHaveLength(rows.length);
});

test('every word must occur, in any order and case', () => {
  expect(paths('westmark MEANS')).toEqual(['reception.POL']);
  expect(paths('westmark hazard')).toEqual([]);
});

test('the name of a source finds what rests on it', () => {
  expect(paths('refugee agency')).toEqual(['displacement.hazard']);
});
