/** Where the dots, names and ranges of a question are. */

import type { Case, Question } from '../picture';
import { inHundred, rangeInHundred } from '../words/in-hundred';
import { short } from './labels';
import { type Marker, markersOf } from './markers';
import { odds, scaleOf } from './ranges';
import { dotsOf, laid, shares } from './shares';
import { wrap } from './wrap';

/** Size of the text, and the height of its lines (pixels). */
export const SIZE = 12;
const LINE = 16;
const CELL = 16;
const NARROW = 360;
/** A longer name is cut: it is in the table in full. */
const LETTERS = 120;
/** For 0, which a scale that multiplies does not have. */
const NEVER = 1e-9;
const RARER = 'A case in fewer than 1 of 100 futures has no mark; the largest case has what rounding leaves.';
/** Of 100 futures: what is rarer is only said to be rarer. */
const RARE = 0.1;

export interface Named {
  id: string;
  y: number;
  lines: string[];
  /** How often. */
  words: string;
  marker: Marker;
}

export interface Dot {
  x: number;
  y: number;
  marker: Marker;
}

export interface UnseenRow {
  id: string;
  y: number;
  lines: string[];
  words: string;
  assumption: string[];
  /** Baseline of the assumption, and where the bar is. */
  below: number;
  bar: { x1: number; x2: number; y: number; open: boolean } | null;
  /** What a small bar says where the whole range lies below the axis; else empty. */
  under: string;
}

export interface QuestionLayout {
  dots: Dot[];
  /** Text above the dots. */
  unit: string;
  /** What stands below the dots: what rounding leaves out; and its first baseline. */
  rounding: string[];
  roundingTop: number;
  named: Named[];
  /** Left edge of the names. */
  left: number;
  unseen: UnseenRow[];
  unseenTop: number;
  ticks: { x: number; text: string }[];
  axis: number;
  height: number;
}

const seen = (one: Case): one is Case & { count: number } => one.validated && one.count !== null;

function often(one: Case): string {
  if (one.in_100 === null) return '';
  const spread =
    one.low === null || one.high === null ? '' : ` (${rangeInHundred(one.low, one.high)})`;
  return `${inHundred(one.in_100)}${spread}`;
}

/** Lay a question out in `width` pixels. */
export function questionLayout({ cases }: Question, width: number): QuestionLayout {
  const known = cases.filter(seen);
  const counts = known.map(({ count }) => count);
  const markers = markersOf(known.length);
  const total = dotsOf(counts);
  const across = 10;
  const head = 20;
  const dots = laid(counts).map((which, i): Dot => ({
    x: CELL / 2 + (i % across) * CELL,
    y: head + CELL / 2 + Math.floor(i / across) * CELL,
    marker: markers[which] as Marker,
  }));
  const grid = head + Math.ceil(total / across) * CELL;
  const beside = width >= NARROW;
  const left = beside && known.length ? across * CELL + 18 : 0;

  let y = beside ? head + 2 : grid + 20;
  const named = known.map((one, i): Named => {
    const lines = wrap(short(one.label, LETTERS), width - left - 22, SIZE);
    const at = y + 10;
    y += (lines.length + 1) * LINE + 4;
    return { id: one.id, y: at, lines, words: often(one), marker: markers[i] as Marker };
  });
  let bottom = known.length ? Math.max(grid, y) + 4 : 0;
  const drawn = shares(counts);
  const rare = counts.some((count, i) => count > 0 && !drawn[i]);
  const rounding = rare ? wrap(RARER, width, 11) : [];
  const roundingTop = bottom + 10;
  bottom += rounding.length * 14;
  const unseenTop = bottom + 18;
  const rest = unseenRows(
    cases.filter((one) => !seen(one)),
    unseenTop + 12,
    width,
  );
  if (rest.unseen.length) bottom = rest.bottom;
  return {
    dots,
    rounding,
    roundingTop,
    unit: total === 100 ? 'each mark is 1 of 100 futures' : 'each mark is one future',
    named,
    left,
    unseen: rest.unseen,
    unseenTop,
    ticks: rest.ticks,
    axis: rest.axis,
    height: bottom,
  };
}

function unseenRows(cases: Case[], top: number, width: number) {
  const { x, ticks } = scaleOf(cases, 4, width - 4);
  const least = ticks[0] ?? 0;
  let y = top;
  const unseen = cases.map((one): UnseenRow => {
    const lines = wrap(short(one.label, LETTERS), width, SIZE);
    const assumption = one.assumption ? wrap(`Hangs on: ${short(one.assumption, 3 * LETTERS)}`, width, 11) : [];
    const at = y + 12;
    const bar = at + lines.length * LINE + LINE - 6;
    const below = bar + 20;
    y = below + assumption.length * 14 - 2;
    return {
      id: one.id,
      y: at,
      lines,
      words: `${unseenWords(one)}, unvalidated`,
      assumption,
      below,
      under: one.high !== null && one.high < least ? `below ${odds(least)}` : '',
      bar:
        one.high === null
          ? null
          : {
              x1: x(Math.max(one.low ?? 0, NEVER)),
              x2: x(Math.max(one.high, NEVER)),
              y: bar,
              open: !one.low,
            },
    };
  });
  const apart = Math.ceil(ticks.length / Math.max(2, Math.floor(width / 90)));
  return {
    unseen,
    axis: y + 4,
    ticks: ticks
      .filter((_, i) => (ticks.length - 1 - i) % apart === 0)
      .map((tick) => ({ x: x(tick), text: odds(tick) })),
    bottom: y + 26,
  };
}

function unseenWords({ low, high }: Case): string {
  if (high === null) return 'no range';
  if (high < RARE) return `fewer than ${odds(RARE)}`;
  return `${low && low >= RARE ? odds(low) : `fewer than ${odds(RARE)}`} to ${odds(high)}`;
}
