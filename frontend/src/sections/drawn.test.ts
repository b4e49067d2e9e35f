import { render } from '@testing-library/svelte';
import { tick, type Component } from 'svelte';
import { describe, expect, test } from 'vitest';

import type { Picture } from '../picture';
import { fragment } from '../state/fragment.svelte';
import { HOSTILE } from '../testing/hostile';
import { SAMPLE } from '../testing/sample';
import ChangesSection from './ChangesSection.svelte';
import Decisions from './Decisions.svelte';
import MattersSection from './MattersSection.svelte';
import RecordSection from './RecordSection.svelte';
import SignpostsSection from './SignpostsSection.svelte';

const SECTIONS: [string, Component<{ picture: Picture }>][] = [
  ['decisions', Decisions],
  ['signposts', SignpostsSection],
  ['matters', MattersSection],
  ['record', RecordSection],
  ['changes', ChangesSection],
];

/** The parts of these sections with every text replaced, or every number, or every null. */
function replaced(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, change));
  if (value === null || typeof value !== 'object') return change(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaced(item, change)]),
  );
}

function picture(change: (leaf: unknown) => unknown): Picture {
  const { measures, comparison, off_ramps, signposts, matters, record, changes } = SAMPLE;
  const parts = { measures, comparison, off_ramps, signposts, matters, record, changes };
  return { ...SAMPLE, ...(replaced(parts, change) as Partial<Picture>) };
}

const DATE = /^\d{4}-\d\d-\d\d$/;

describe.each(SECTIONS)('%s', (_, section) => {
  test('is drawn', () => {
    const { container } = render(section, { picture: SAMPLE });
    expect(container.querySelector('figure')).toBeTruthy();
    expect(container.innerHTML).not.toMatch(/NaN|undefined|null/);
  });

  test.each(HOSTILE)('shows names like %s as text', (name) => {
    const odd = picture((leaf) =>
      typeof leaf === 'string' && !DATE.test(leaf) ? name : leaf,
    );
    const { container } = render(section, { picture: odd });
    expect(container.querySelector('script, img')).toBeNull();
    expect(container.innerHTML).not.toContain('NaN');
  });

  test('draws noughts', () => {
    const none = picture((leaf) => (typeof leaf === 'number' ? 0 : leaf));
    const { container } = render(section, { picture: none });
    expect(container.innerHTML).not.toMatch(/NaN|Infinity/);
  });
});

test('of many measures the first are drawn, and the rest where they are asked for', async () => {
  const one = SAMPLE.measures!.measures[0]!;
  const many = Array.from({ length: 40 }, (_, i) => ({ ...one, id: `m${i}`, label: `measure ${i}` }));
  const { container } = render(Decisions, {
    picture: { ...SAMPLE, measures: { ...SAMPLE.measures!, measures: many } },
  });
  const drawn = () => container.querySelector('#figure-measures')?.textContent ?? '';
  expect(drawn()).not.toContain('measure 39');
  container.querySelector<HTMLButtonElement>('button[aria-expanded]')?.click();
  await tick();
  expect(drawn()).toContain('measure 39');
  fragment.set('all', null);
});

test('what may be missing may be missing', () => {
  const { measures, comparison, matters, record } = SAMPLE;
  const bare: Picture = {
    ...SAMPLE,
    measures: {
      ...measures!,
      measures: measures!.measures.map((one) => ({ ...one, proposed: null, first: null })),
    },
    comparison: { ...comparison!, alternatives: [], regrets: [] },
    off_ramps: { ...SAMPLE.off_ramps!, off_ramps: [] },
    signposts: { ...SAMPLE.signposts!, signposts: [] },
    matters: {
      ...matters!,
      matters: matters!.matters.map((one) => ({
        ...one,
        not_known: null,
        not_known_low: null,
        not_known_high: null,
        assumptions: [],
      })),
    },
    record: {
      ...record!,
      scores: record!.scores.map((one) => ({ ...one, baseline: null, inside: null })),
    },
    changes: { ...SAMPLE.changes!, inputs: [], results: [] },
  };
  for (const [, section] of SECTIONS) {
    const { container, unmount } = render(section, { picture: bare });
    expect(container.innerHTML).not.toMatch(/NaN|Infinity|undefined/);
    unmount();
  }
});
