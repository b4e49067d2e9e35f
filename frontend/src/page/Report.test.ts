import { render, screen, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';

import type { Picture } from '../picture';
import { fragment } from '../state/fragment.svelte';
import { SAMPLE } from '../testing/sample';
import { spoiled } from '../testing/spoiled';
import Report from './Report.svelte';

afterEach(() => {
  for (const name of ['view', 'section', 'find', 'doubted', 'judged']) fragment.set(name, null);
});

const EMPTY: Picture = {
  ...SAMPLE,
  map: null,
  people: null,
  questions: [],
  survival: null,
  ladders: [],
  phases: null,
  chains: [],
  measures: null,
  comparison: null,
  off_ramps: null,
  signposts: null,
  matters: null,
  record: null,
  changes: null,
  assumptions: { ...SAMPLE.assumptions, assumptions: [] },
  quantities: { ...SAMPLE.quantities, rows: [] },
  sources: [],
};

/** The page, with all that is drawn after the answer. */
async function show(picture: Picture): Promise<HTMLElement> {
  const { container } = render(Report, { picture });
  await waitFor(() => expect(container.querySelector('[aria-busy=true]')).toBeNull());
  return container;
}

test('the page has its sections in order, and the contents name them', async () => {
  await show(SAMPLE);
  const contents = within(screen.getByRole('navigation', { name: 'Contents' }))
    .getAllByRole('link')
    .map((link) => link.textContent);
  const headings = screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent);
  expect(headings).toEqual(contents);
  expect(headings[0]).toBe('The answer');
  expect(headings.at(-1)).toBe('Make it again');
});

test('a run that gives next to nothing still makes a page that says what is missing', async () => {
  await show(EMPTY);
  expect(screen.getByText(SAMPLE.answer.sentence)).toBeTruthy();
  expect(screen.getByText(/places of this scenario have no coordinates/)).toBeTruthy();
  expect(screen.queryByRole('heading', { name: 'Decisions' })).toBeNull();
});

test('text of a scenario is shown and never run', async () => {
  const hurt = spoiled(SAMPLE);
  const container = await show(hurt);
  expect(container.querySelector('img, script')).toBeNull();
  expect(document.title).not.toBe('run');
});

test('the brief gives each judgement with its number, and its confidence apart', async () => {
  fragment.set('view', 'brief');
  render(Report, { picture: SAMPLE });
  await tick();
  expect(screen.getByText(SAMPLE.brief.bottom_line)).toBeTruthy();
  expect(screen.getByText('63 in 100 futures')).toBeTruthy();
  expect(screen.getByText('Moderate confidence.')).toBeTruthy();
  expect(screen.queryByRole('navigation', { name: 'Contents' })).toBeNull();
});

test('a search among the numbers stands in the address', async () => {
  await show(SAMPLE);
  fragment.set('find', 'refugee agency');
  await tick();
  expect(screen.getByText('1 of 3')).toBeTruthy();
  fragment.set('find', 'no such thing');
  await tick();
  expect(screen.getByText(/No quantity says that/)).toBeTruthy();
});

test('what the reader doubts is counted', async () => {
  await show(SAMPLE);
  screen.getByRole('checkbox', { name: 'Allies decide by consensus' }).click();
  await tick();
  expect(fragment.list('doubted')).toEqual(['1']);
  expect(screen.getByText(/You doubt 1 of 2/)).toBeTruthy();
});
