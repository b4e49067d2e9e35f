import { expect, test } from 'vitest';

import { people, peopleShort } from './people';

test.each([
  [0, 'none'],
  [0.4, 'fewer than 10'],
  [9.4, 'fewer than 10'],
  [14, '14'],
  [996, '1,000'],
  [45_210, '45,000'],
  [449_000, '450,000'],
  [999_000, '1 million'],
  [1_234_567, '1.2 million'],
  [12_345_678, '12 million'],
  [-45_210, '−45,000'],
  [Number.NaN, 'not known'],
])('people(%d) is %s', (n, words) => {
  expect(people(n)).toBe(words);
});

test.each([
  [0, '0'],
  [500, '500'],
  [2_500, '2,500'],
  [40_000, '40k'],
  [1_200_000, '1.2M'],
  [-2_500, '−2,500'],
])('peopleShort(%d) is %s', (n, words) => {
  expect(peopleShort(n)).toBe(words);
});
