/** The figures on people as tables. */

import type { Cell, Table } from '../figure/table';
import type { Fan, Host, Peak, Range } from '../picture';
import { date, shortDate } from '../words/date';
import { inHundred } from '../words/in-hundred';
import { people, rounded } from '../words/people';
import { horizonsOf } from './hosts-layout';

/** A range in words: "190,000 (140,000 to 300,000)"; empty where no future has it. */
export function rangeWords({ low, median, high }: Range, words: (n: number) => string): string {
  if (median === null) return '';
  if (low === null || high === null) return words(median);
  const [from, to] = [words(low), words(high)];
  if (from === to) return words(median);
  return `${words(median)} (${from} to ${to})`;
}

const QUANTILES = ['5 % of futures below', '25 %', 'Median', '75 %', '95 %'];

/** Days by quantiles of some fans, each under its name. */
export function fanTable(
  fans: { name: string; fan: Fan; people: boolean }[],
  start: string,
  more: { name: string; at: (day: number) => Cell }[] = [],
): Table {
  const days = Math.max(0, ...fans.map(({ fan }) => fan.median.length));
  const several = fans.length > 1;
  return {
    columns: [
      'Date',
      ...fans.flatMap(({ name }) => QUANTILES.map((q) => (several ? `${name}: ${q}` : q))),
      ...more.map(({ name }) => name),
    ],
    rows: Array.from({ length: days }, (_, day) => [
      date(start, day),
      ...fans.flatMap(({ fan, people: whole }) =>
        [fan.low90, fan.low50, fan.median, fan.high50, fan.high90].map((values): Cell => {
          const value = values[day];
          return value === undefined ? null : whole ? rounded(value) : value;
        }),
      ),
      ...more.map(({ at }) => at(day)),
    ]),
  };
}

/** New arrivals by day, what was counted, and the single futures. */
export function arrivalsTable(host: Host, start: string): Table {
  const counted = new Map(host.observed.map((one) => [one.day, one]));
  return fanTable([{ name: 'New arrivals', fan: host.new, people: true }], start, [
    { name: 'Counted', at: (day) => counted.get(day)?.people ?? null },
    {
      name: 'Known at the as-of date',
      at: (day) => {
        const one = counted.get(day);
        return one ? (one.later ? 'no' : 'yes') : null;
      },
    },
    ...host.members.map(({ member, values }) => ({
      name: `Future ${member}`,
      at: (day: number): Cell => values[day] ?? null,
    })),
  ]);
}

/** Bins of the worst day. */
export function peakTable({ edges, counts }: Peak): Table {
  return {
    columns: ['From (people a day)', 'To', 'Futures'],
    rows: counts.map((count, i) => [rounded(edges[i] ?? 0), rounded(edges[i + 1] ?? 0), count]),
  };
}

/** Each host: how many come, and whether it is past its means. */
export function hostsTable(hosts: Host[], start: string): Table {
  const horizons = horizonsOf(hosts);
  return {
    columns: [
      'Host',
      ...horizons.map((days) => `In ${days} days`),
      'Past its means',
      'First day past them',
    ],
    rows: hosts.map((host) => [
      host.name,
      ...horizons.map((days): Cell => {
        const range = host.at[days];
        return range ? rangeWords(range, people) : null;
      }),
      host.strained === null ? 'not assessed' : inHundred(host.strained),
      host.strained_on ? rangeWords(host.strained_on, (day) => shortDate(start, day)) : null,
    ]),
  };
}
