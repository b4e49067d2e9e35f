/** Questions and curves as tables. */

import type { Cell, Table } from '../figure/table';
import type { Question, Survival } from '../picture';
import { date } from '../words/date';
import { rangeWords } from './people-tables';

/** The cases of a question. */
export function questionTable({ cases }: Question): Table {
  return {
    columns: ['Case', 'Futures', 'Of 100', 'From, of 100', 'To, of 100', 'Validated', 'Hangs on'],
    rows: cases.map(({ label, count, in_100, low, high, validated, assumption }): Cell[] => [
      label,
      count,
      in_100,
      low,
      high,
      validated ? 'yes' : 'unvalidated',
      assumption || null,
    ]),
  };
}

/** The share of futures in which each thing has not happened yet, by day. */
export function survivalTable({ curves, first_day: first }: Survival, start: string): Table {
  const days = Math.max(0, ...curves.map(({ happened }) => happened.length));
  const rest = (values: number[], i: number): Cell => {
    const value = values[i];
    return value === undefined ? null : Math.round((100 - value) * 10) / 10;
  };
  return {
    columns: [
      'Date',
      ...curves.flatMap(({ label, median_day: day }) => {
        const when = day && rangeWords(day, (n) => date(start, n));
        return [when ? `${label} (first ${when})` : label, 'from', 'to'];
      }),
    ],
    rows: Array.from({ length: days }, (_, i) => [
      date(start, first + i),
      ...curves.flatMap(({ happened, low, high }) => [
        rest(happened, i),
        rest(high, i),
        rest(low, i),
      ]),
    ]),
  };
}
