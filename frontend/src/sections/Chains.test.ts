import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';

import type { Chain } from '../picture';
import { fragment } from '../state/fragment.svelte';
import { HOSTILE } from '../testing/hostile';
import { SAMPLE } from '../testing/sample';
import Chains from './Chains.svelte';

afterEach(() => fragment.set('open', null));

const chain = SAMPLE.chains.find((one) => one.kind === 'observed')!;

test('a step opens to its rule, law, sources and file, and the address keeps it', async () => {
  render(Chains, { picture: SAMPLE });
  const step = screen.getByRole('button', { name: 'Westmark asks for consultation' });
  expect(step.getAttribute('aria-expanded')).toBe('false');
  step.click();
  await tick();
  expect(step.getAttribute('aria-expanded')).toBe('true');
  expect(fragment.list('open')).toEqual(['observed:2']);
  const panel = document.getElementById(step.getAttribute('aria-controls') ?? '');
  expect(panel?.textContent).toContain('Article 4');
  expect(panel?.textContent).toContain('measures.yaml:12');
});

test('a chain that ends in what nobody has seen gets no frequency', () => {
  render(Chains, { picture: { ...SAMPLE, chains: [{ ...chain, in_100: null }] } });
  expect(screen.getByText('No frequency:')).toBeTruthy();
});

test('of one kind the commonest is told, and the next opens', async () => {
  const chains: Chain[] = [chain, { ...chain, id: 'observed-2', in_100: 0.2 }];
  render(Chains, { picture: { ...SAMPLE, chains } });
  const next = screen.getByRole('button', { name: /next commonest: <1 in 100/ });
  next.click();
  await tick();
  expect(screen.getAllByRole('figure')).toHaveLength(2);
});

test.each(HOSTILE)('a step called %s is text', (name) => {
  const step = { text: name, day: 0, rule: name, where: name, clauses: [name], sources: [name], inputs: [name] };
  const odd: Chain = { ...chain, id: 'odd', steps: [step, { ...step, rule: '', inputs: [] }] };
  fragment.set('open', 'odd:1,odd:2');
  const { container } = render(Chains, { picture: { ...SAMPLE, chains: [odd] } });
  expect(container.querySelector('script, img')).toBeNull();
});

test('a chain of no steps is drawn', () => {
  render(Chains, { picture: { ...SAMPLE, chains: [{ ...chain, steps: [] }], sources: [] } });
  expect(screen.getByRole('figure')).toBeTruthy();
});
