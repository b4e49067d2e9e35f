import { expect, test } from 'vitest';

import { verdict } from './scores';

const score = {
  what: 'Arrivals',
  ours: 9,
  baseline: 12,
  baseline_name: 'as last week',
  unit: 'day',
  better: 'low',
  inside: 86,
  values: 40,
};

test('a score says in words whether it beats its rival', () => {
  expect(verdict(score)).toBe('better than as last week, 12 days');
  expect(verdict({ ...score, better: 'high' })).toBe('worse than as last week, 12 days');
  expect(verdict({ ...score, baseline: 9 })).toBe('as good as as last week, 9 days');
  expect(verdict({ ...score, baseline: null })).toBe('no rival');
  expect(verdict({ ...score, better: '' })).toBe('beside as last week, 12 days');
});
