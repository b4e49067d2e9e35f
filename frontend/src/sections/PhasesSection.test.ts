import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import type { Phases } from '../picture';
import { HOSTILE } from '../testing/hostile';
import { SAMPLE } from '../testing/sample';
import PhasesSection from './PhasesSection.svelte';

const phases: Phases = {
  caption: { title: 'Half end in stalemate', note: '', source: '' },
  phases: ['assault', 'stalemate'],
  days: [10, 40],
  counts: [
    [200, 0],
    [100, 100],
  ],
  ribbons: [
    { column: 0, source: 0, target: 0, futures: 100 },
    { column: 0, source: 0, target: 1, futures: 100 },
  ],
};

test('each block says its phase and how many of 100 futures are in it', () => {
  render(PhasesSection, { picture: { ...SAMPLE, phases } });
  const texts = [...screen.getByRole('img').querySelectorAll('text')].map((one) =>
    one.textContent?.trim(),
  );
  expect(texts.filter((text) => text === '50')).toHaveLength(2);
  expect(texts).toContain('stalemate');
});

test.each(HOSTILE)('a phase called %s is text', (name) => {
  const odd = { ...phases, phases: [name, name] };
  const { container } = render(PhasesSection, { picture: { ...SAMPLE, phases: odd } });
  expect(container.querySelector('script, img')).toBeNull();
  expect(container.innerHTML).not.toContain('NaN');
});

test('one future, and no date at all, are drawn', () => {
  const one = { ...phases, counts: [[1, 0], [0, 1]], ribbons: [{ ...phases.ribbons[1]!, futures: 1 }] };
  const head = { ...SAMPLE.head, members: 1 };
  const first = render(PhasesSection, { picture: { ...SAMPLE, head, phases: one } });
  expect(first.container.innerHTML).not.toContain('NaN');
  const none = { ...phases, phases: [], days: [], counts: [], ribbons: [] };
  const second = render(PhasesSection, { picture: { ...SAMPLE, phases: none } });
  expect(second.container.innerHTML).not.toContain('NaN');
});
