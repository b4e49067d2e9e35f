import { expect, test } from 'vitest';

import { date, dayOf, isoDate, shortDate } from './date';

test('a day of the run is a date, whatever the clock of the reader', () => {
  expect(date('2022-02-24', 0)).toBe('24 February 2022');
  expect(date('2022-02-24', 77)).toBe('12 May 2022');
  expect(shortDate('2022-02-24', 5)).toBe('1 Mar');
  expect(date('2022-02-24', 77.9)).toBe('12 May 2022');
  expect(date('2023-12-31', 1)).toBe('1 January 2024');
});

test('dayOf turns it round', () => {
  expect(dayOf('2022-02-24', '2022-05-12')).toBe(77);
  expect(dayOf('2022-02-24', '2022-02-20')).toBe(-4);
  expect(isoDate('2022-02-24', 77)).toBe('2022-05-12');
});

test('a start that is no date leaves the number of the day', () => {
  expect(date('', 3)).toBe('day 3');
});
