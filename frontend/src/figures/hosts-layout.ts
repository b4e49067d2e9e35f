/** How many people come to each host within some days, side by side or one below the other. */

import { scaleLog } from 'd3-scale';

import type { Host, Range } from '../picture';
import { inHundred } from '../words/in-hundred';
import { people, peopleShort } from '../words/people';
import { short } from './labels';
import { rangeWords } from './people-tables';

export interface Bar {
  key: string;
  /** Pixels; the median and the ends. */
  y: number;
  low: number;
  median: number;
  high: number;
  text: { x: number; y: number; words: string };
}

export interface Row {
  id: string;
  name: string;
  y: number;
  bars: Bar[];
  past: { x: number; y: number; words: string; anchor: 'start' | 'end' } | null;
}

export interface HostsLayout {
  rows: Row[];
  /** Names of the columns, or of the lines of a row. */
  heads: { x: number; y: number; text: string }[];
  /** Numbers with a grid line, in each column. */
  ticks: { x: number; text: string }[];
  top: number;
  bottom: number;
  height: number;
}

const NARROW = 640;
const NAME = 150;
const PAST = 100;
const HEAD = 26;

/** Days that are told, fewest first. */
export function horizonsOf(hosts: Host[]): string[] {
  return [...new Set(hosts.flatMap(({ at }) => Object.keys(at)))].sort(
    (a, b) => Number(a) - Number(b),
  );
}

/** Round numbers around all numbers of people: a power of ten, and 1, 2 or 5 times one. */
export function around(ranges: Range[]): [number, number] {
  const all = ranges
    .flatMap(({ low, high }) => [low, high])
    .filter((n): n is number => n !== null && n > 0);
  if (!all.length) return [1, 1000];
  const low = 10 ** Math.floor(Math.log10(Math.max(1, Math.min(...all))));
  const most = Math.max(10 * low, ...all);
  const power = 10 ** Math.floor(Math.log10(most));
  return [low, power * ([1, 2, 5].find((n) => n * power >= most) ?? 10)];
}

/** Lay the hosts out in `width` pixels. */
export function hostsLayout(hosts: Host[], width: number): HostsLayout {
  const horizons = horizonsOf(hosts);
  const domain = around(hosts.flatMap(({ at }) => Object.values(at)));
  return width < NARROW
    ? stackedRows(hosts, horizons, domain, width)
    : columns(hosts, horizons, domain, width);
}

const past = ({ strained }: Host): string =>
  strained === null ? 'not assessed' : inHundred(strained);

function columns(
  hosts: Host[],
  horizons: string[],
  domain: [number, number],
  width: number,
): HostsLayout {
  const room = (width - NAME - PAST) / Math.max(1, horizons.length);
  const scale = scaleLog(domain, [0, room - 34]).clamp(true);
  const left = (i: number) => NAME + i * room + 4;
  const rows = hosts.map((host, r): Row => {
    const y = HEAD + 26 + r * 40;
    return {
      id: host.id,
      name: short(host.name || host.id, 18),
      y,
      bars: horizons.flatMap((days, i) => bar(days, host.at[days], (n) => left(i) + scale(n), y, left(i))),
      past: { x: width, y, words: past(host), anchor: 'end' },
    };
  });
  const bottom = HEAD + 10 + hosts.length * 40;
  return {
    rows,
    heads: [
      ...horizons.map((days, i) => ({ x: left(i), y: 13, text: `within ${days} days` })),
      { x: width, y: 13, text: 'past its means' },
    ],
    ticks: horizons.flatMap((_, i) =>
      powers(domain).map((n) => ({ x: left(i) + scale(n), text: peopleShort(n) })),
    ),
    top: HEAD - 4,
    bottom,
    height: bottom + 18,
  };
}

function bar(
  key: string,
  range: Range | undefined,
  x: (n: number) => number,
  y: number,
  left: number,
): Bar[] {
  if (!range || range.median === null) return [];
  const { low, median, high } = range;
  return [
    {
      key,
      y: y + 4,
      low: x(low ?? median),
      median: x(median),
      high: x(high ?? median),
      text: { x: left, y: y - 6, words: rangeWords(range, people) },
    },
  ];
}

function stackedRows(
  hosts: Host[],
  horizons: string[],
  domain: [number, number],
  width: number,
): HostsLayout {
  const [line, left] = [17, 56];
  const room = Math.max(60, width * 0.3);
  const scale = scaleLog(domain, [left, left + room]).clamp(true);
  const each = 24 + horizons.length * line + 8;
  const rows = hosts.map((host, r): Row => {
    const y = 14 + r * each;
    const bars = horizons.flatMap((days, i) => {
      const at = y + 20 + i * line;
      return bar(days, host.at[days], scale, at - 8, left).map((one) => ({
        ...one,
        text: { ...one.text, x: left + room + 10, y: at },
      }));
    });
    const words = host.strained === null ? 'strain not assessed' : `past its means ${past(host)}`;
    return {
      id: host.id,
      name: short(host.name || host.id, 20),
      y,
      bars,
      past: { x: width, y, words, anchor: 'end' },
    };
  });
  const heads = rows.flatMap(({ y }) =>
    horizons.map((days, i) => ({ x: 0, y: y + 20 + i * line, text: `${days} days` })),
  );
  const bottom = hosts.length * each;
  return { rows, heads, ticks: [], top: 0, bottom, height: bottom };
}

function powers([low, high]: [number, number]): number[] {
  const out: number[] = [];
  for (let n = low; n <= high * 1.01; n *= 10) out.push(Math.round(n));
  return out;
}
