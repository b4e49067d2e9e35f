import type { Score } from '../picture';
import { amount } from '../words/amount';

/** How a forecast did beside its rival, in words. */
export function verdict({ ours, baseline, baseline_name: rival, unit, better }: Score): string {
  if (baseline === null) return 'no rival';
  const said = `${rival || 'the rival'}, ${amount(baseline, unit)}`;
  if (ours === baseline) return `as good as ${said}`;
  if (better !== 'low' && better !== 'high') return `beside ${said}`;
  return `${ours < baseline === (better === 'low') ? 'better than' : 'worse than'} ${said}`;
}
