import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';

import { fragment } from '../state/fragment.svelte';
import { HOSTILE } from '../testing/hostile';
import { SAMPLE } from '../testing/sample';
import LadderSection from './LadderSection.svelte';

afterEach(() => fragment.set('tables', null));

const ladder = {
  id: 'blocs',
  caption: { title: 'Nine of ten stay calm', note: '', source: '' },
  dyad: 'East and West',
  rungs: ['Calm', 'Clash', 'War'],
  unseen: [false, false, true],
  weeks: [0, 7],
  counts: [
    [200, 181],
    [0, 19],
    [77, 77],
  ],
};

test('counts stand in their cells, none where no future is, none on an unseen rung', () => {
  render(LadderSection, { picture: { ...SAMPLE, ladders: [ladder] } });
  const texts = [...screen.getByRole('img').querySelectorAll('text')].map((one) =>
    one.textContent?.trim(),
  );
  expect(texts).toContain('181');
  expect(texts).not.toContain('0');
  expect(texts).not.toContain('77');
  expect(texts.some((text) => text?.includes('nobody has seen this'))).toBe(true);
});

test('the table gives no count on an unseen rung either', () => {
  fragment.set('tables', 'ladder-1');
  render(LadderSection, { picture: { ...SAMPLE, ladders: [ladder] } });
  expect(screen.queryByText('77')).toBeNull();
  expect(screen.getAllByText('–')).toHaveLength(2);
});

test.each(HOSTILE)('a rung called %s is text', (name) => {
  const odd = { ...ladder, dyad: name, rungs: [name, name, name] };
  const { container } = render(LadderSection, { picture: { ...SAMPLE, ladders: [odd] } });
  expect(container.querySelector('script, img')).toBeNull();
});

test('one future, one week and no week at all are drawn', () => {
  const one = { ...ladder, weeks: [0], counts: [[1], [0], [0]] };
  const none = { ...ladder, rungs: [], unseen: [], weeks: [], counts: [] };
  const head = { ...SAMPLE.head, members: 1 };
  const { container } = render(LadderSection, { picture: { ...SAMPLE, head, ladders: [one, none] } });
  expect(container.innerHTML).not.toContain('NaN');
});
