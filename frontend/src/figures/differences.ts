/** What alternatives change, effect by effect: each effect has a scale of its own. */
import { scaleLinear, type ScaleLinear } from 'd3-scale';

import type { Alternative, Effect } from '../picture';
import { alike, type Alike } from '../words/alike';
import { amount } from '../words/amount';
import { isolated, wrap } from './text';

/** Whether an effect is about people or about contact of the two sides. */
export type About = 'people' | 'contact';

export interface Panel {
  about: About;
  id: string;
  label: string;
  unit: string;
  better: string;
  /** Level without any alternative. */
  base: number | null;
  effects: { name: string; effect: Effect }[];
}

/** One panel for each effect, over all alternatives that have it, in order of first appearance. */
export function panels(alternatives: Alternative[], about: About): Panel[] {
  const found = new Map<string, Panel>();
  for (const alternative of alternatives) {
    for (const effect of alternative[about]) {
      const { id, label, unit, better, base } = effect;
      const panel = found.get(id) ?? { about, id, label, unit, better, base, effects: [] };
      panel.effects.push({ name: alternative.name, effect });
      found.set(id, panel);
    }
  }
  return [...found.values()];
}

/** A scale (px) that holds all intervals of a panel, and zero. */
export function scaleOf(panel: Panel, left: number, right: number): ScaleLinear<number, number> {
  const ends = panel.effects.flatMap(({ effect }) => [
    effect.difference.low,
    effect.difference.mean,
    effect.difference.high,
  ]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const pad = (high - low || 1) * 0.06;
  return scaleLinear([low - pad, high + pad], [left, right]);
}

const BETTER = { people: 'better for people', contact: 'less contact risk' };
const WORSE = { people: 'worse for people', contact: 'more contact risk' };

/** What lower values mean, and what higher ones, in words. */
export function ends(panel: Pick<Panel, 'about' | 'better'>): [lower: string, higher: string] {
  if (panel.better === 'low') return [BETTER[panel.about], WORSE[panel.about]];
  if (panel.better === 'high') return [WORSE[panel.about], BETTER[panel.about]];
  return ['less', 'more'];
}

/** What an effect amounts to, in words: never by colour alone. */
export function verdict(panel: Pick<Panel, 'about' | 'better'>, effect: Effect): string {
  if (!effect.material) return 'not beyond chance';
  const [lower, higher] = ends(panel);
  return effect.difference.mean < 0 ? lower : higher;
}

/** How all differences of a panel are written: with one unit and equally many digits. */
export function wordsOf(panel: Panel): Alike {
  const numbers = panel.effects.flatMap(({ effect: { difference } }) => [
    difference.mean,
    difference.low,
    difference.high,
  ]);
  return alike(numbers, panel.unit);
}

/** Whether any alternative moves an effect beyond chance. */
export const moves = (panel: Panel): boolean => panel.effects.some(({ effect }) => effect.material);

/**
 * Panels that stand there first, and all the others.
 *
 * The first are at most `most`, each moved beyond chance, and no two of one name.
 */
export function sorted(all: Panel[], most: number): { first: Panel[]; rest: Panel[] } {
  const name = ({ label }: Panel) => label.toLowerCase();
  const first = all
    .filter(moves)
    .filter((panel, i, moved) => moved.findIndex((one) => name(one) === name(panel)) === i)
    .slice(0, most);
  return { first, rest: all.filter((panel) => !first.includes(panel)) };
}

export interface Measures {
  /** What stands above the panel. */
  title: string;
  /** Where the rows begin, and how high the whole is (px). */
  head: number;
  height: number;
  /** Top of each row, of its bar, and of its words (px). */
  rows: { top: number; bar: number; words: number }[];
  /** Where the rows end (px). */
  bottom: number;
  /** Whether there is no room for the verdict beside the numbers. */
  narrow: boolean;
}

/** Lines of the name of an alternative, at most. */
export const NAME_LINES = 4;

/** How high a panel of a width (px) is, and what it is called. */
export function measure(panel: Panel, width: number): Measures {
  const level = panel.base === null ? '' : ` (as it is: ${amount(panel.base, panel.unit)})`;
  const title = isolated(panel.label) + level;
  const head = 22 + 16 * wrap(title, width / 1.1, 13, 3).length;
  const narrow = width < 400;
  let y = head;
  const rows = panel.effects.map(({ name }) => {
    const top = y;
    const bar = top + 14.4 * wrap(name, width, 12, NAME_LINES).length + 10;
    y = bar + (narrow ? 44 : 30);
    return { top, bar, words: bar + 17 };
  });
  return { title, head, rows, bottom: y, height: y + 36, narrow };
}
