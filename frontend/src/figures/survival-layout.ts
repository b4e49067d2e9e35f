/** Where curves of what has not happened yet are, and their names. */

import type { Curve, Survival } from '../picture';
import { hundredth } from '../words/in-hundred';
import { stepBandOf, stepsOf } from './fan';
import { apart, short } from './labels';
import { type Plot, plot } from './plot';
import { wrap } from './wrap';

export interface CurveDrawn {
  id: string;
  line: string;
  band: string;
  colour: string;
  dash: string;
  /** One letter, which stands for the name where there is no room. */
  letter: string;
  lines: string[];
  /** End of the curve, where its letter is, and the first baseline of its name. */
  end: number;
  letterAt: number;
  y: number;
}

const COLOURS = ['blue', 'vermilion', 'green', 'purple', 'orange', 'sky', 'ink'];
const DASHES = ['', '7 3', '2 3', '9 3 2 3'];
/** What the ids of contacts of the two sides begin with. */
const CONTACT = 'contact.';
const NARROW = 620;
const NAMES = 250;
const LINE = 14;
const SIZE = 11.5;
const LETTERS = 80;
const HEAD = 22;
const FOOT = 24;

export interface SurvivalLayout {
  frame: Plot;
  curves: CurveDrawn[];
  /** Whether names stand below the chart, beside their letters. */
  below: boolean;
  bottom: number;
  height: number;
}

function left(happened: number): string {
  if (happened >= 100) return 'in all futures';
  return `not yet in\u00a0${hundredth(100 - happened)}\u00a0of\u00a0100`;
}

/**
 * The curves that are drawn before all are asked for, in their order.
 *
 * Contact of the two sides first, then what is least certain by the end: neither in no future
 * nor in all.
 */
export function foremost(curves: Curve[], most: number): Curve[] {
  const open = ({ happened }: Curve) => Math.abs((happened.at(-1) ?? 0) - 50);
  const rank = (curve: Curve) => (curve.id.startsWith(CONTACT) ? -1 : open(curve));
  const kept = new Set([...curves].sort((a, b) => rank(a) - rank(b)).slice(0, most));
  return curves.filter((curve) => kept.has(curve));
}

/** Lay the curves out in `width` pixels. */
export function survivalLayout(survival: Survival, width: number): SurvivalLayout {
  const { curves, first_day: first } = survival;
  const below = width < NARROW;
  const days = Math.max(1, ...curves.map(({ happened }) => happened.length));
  const room = below ? 26 : NAMES;
  const names = curves.map(({ label, happened }) =>
    wrap(`${short(label, LETTERS)}: ${left(happened[happened.length - 1] ?? 0)}`, (below ? width : NAMES) - 22, SIZE),
  );
  const tall = names.reduce((sum, { length }) => sum + length * LINE + 5, 0);
  const bottom = HEAD + (below ? 260 : Math.max(300, tall));
  const frame = plot(
    width,
    bottom + FOOT,
    { top: HEAD, right: room, bottom: FOOT, left: 32 },
    [first, first + days - 1],
    100,
  );
  const ends = curves.map(({ happened }) => frame.y(100 - (happened[happened.length - 1] ?? 0)));
  const places = below
    ? apart(ends, 13, HEAD, bottom)
    : stacked(
        ends,
        names.map(({ length }) => length * LINE + 5),
        HEAD,
        bottom,
      );
  let under = bottom + FOOT + 20;
  const drawn = curves.map(({ id, happened, low, high }, i): CurveDrawn => {
    const lines = names[i] ?? [];
    const y = below ? under : (places[i] ?? 0);
    under += lines.length * LINE + 5;
    const rest = (values: number[]) => values.map((value) => 100 - value);
    return {
      id,
      line: stepsOf(rest(happened), frame, first),
      band: stepBandOf(rest(high), rest(low), frame, first),
      colour: COLOURS[i % COLOURS.length] ?? 'ink',
      dash: DASHES[i % DASHES.length] ?? '',
      letter: String.fromCharCode(65 + (i % 26)),
      lines,
      end: ends[i] ?? 0,
      letterAt: places[i] ?? 0,
      y,
    };
  });
  return { frame, curves: drawn, below, bottom, height: below ? under : bottom + FOOT };
}

/** Tops of boxes of some heights that keep near to where they want to be and do not overlap. */
export function stacked(at: number[], heights: number[], top: number, bottom: number): number[] {
  const order = at.map((_, i) => i).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0));
  const out = at.map((y, i) => y - (heights[i] ?? 0) / 2);
  let floor = top;
  for (const i of order) {
    out[i] = Math.max(out[i] ?? 0, floor);
    floor = (out[i] ?? 0) + (heights[i] ?? 0);
  }
  let ceiling = bottom;
  for (const i of order.reverse()) {
    out[i] = Math.min(out[i] ?? 0, ceiling - (heights[i] ?? 0));
    ceiling = out[i] ?? 0;
  }
  return out;
}
