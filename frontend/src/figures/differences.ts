/** What alternatives change, effect by effect: each effect has a scale of its own. */
import { scaleLinear, type ScaleLinear } from 'd3-scale';

import type { Alternative, Effect } from '../picture';
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

export interface Measures {
  /** What stands above the panel. */
  title: string;
  /** Where the rows begin, how high each is, and how high the whole (px). */
  head: number;
  row: number;
  height: number;
  /** Whether there is no room for the verdict beside the name. */
  narrow: boolean;
}

/** How high a panel of a width (px) is, and what it is called. */
export function measure(panel: Panel, width: number): Measures {
  const level = panel.base === null ? '' : ` (as it is: ${amount(panel.base, panel.unit)})`;
  const title = isolated(panel.label) + level;
  const head = 22 + 16 * wrap(title, width / 1.1, 13, 3).length;
  const narrow = width < 400;
  const row = narrow ? 66 : 50;
  return { title, head, row, height: head + panel.effects.length * row + 36, narrow };
}
