import { render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';

import { fragment } from '../state/fragment.svelte';
import { FakeEvents, runInfo, serve } from '../testing/server';
import { entrance } from './entrance';
import Live from './Live.svelte';

afterEach(() => {
  vi.unstubAllGlobals();
  for (const name of ['run', 'with', 'view']) fragment.set(name, null);
});

test('the last finished run is shown, and another can be put beside it', async () => {
  const { asked } = serve({ runs: [runInfo('a'), runInfo('bb')] });
  render(Live);
  await screen.findByRole('heading', { level: 1, name: /Ardenia/ });
  expect(fragment.get('run')).toBe('bb');
  const beside = screen.getByRole<HTMLSelectElement>('combobox', { name: /compared with/ });
  beside.value = 'a';
  beside.dispatchEvent(new Event('change', { bubbles: true }));
  await waitFor(() => expect(asked.at(-1)?.[0]).toBe('/api/runs/bb/picture?with=a'));
});

test('a run is started as asked for, followed, and shown when it is over', async () => {
  const { asked } = serve({ runs: [], started: runInfo('new', 'waiting', 0) });
  render(Live);
  (await screen.findByRole('button', { name: 'Add a decision' })).click();
  await tick();
  screen.getByRole('checkbox', { name: 'An early winter' }).click();
  screen.getByRole('button', { name: 'Start the run' }).click();
  await screen.findByText('waiting');
  const [, init] = asked.find(([, one]) => one?.method === 'POST') ?? [];
  expect(JSON.parse(String(init?.body))).toEqual({
    scenario: 'ardenia',
    members: 200,
    seed: 1,
    overlays: ['winter'],
    force: ['buffer_zone@2022-03-07'],
    forbid: [],
  });
  const [events] = FakeEvents.open;
  expect(events?.url).toBe('/api/runs/new/progress');
  events?.send(runInfo('new', 'running', 40));
  await screen.findByText('40 of 100 futures');
  events?.send(runInfo('new'));
  await screen.findByRole('heading', { level: 1, name: /Ardenia/ });
  expect(events?.closed).toBe(true);
});

test('a refusal is said in the sentence of the server', async () => {
  serve({ runs: [], refuse: [400, 'There is no scenario "x".'] });
  render(Live);
  expect((await screen.findByRole('alert')).textContent).toBe('There is no scenario "x".');
});

test('a server that wants a token is given one, and the page opens where it was', async () => {
  serve({ runs: [], refuse: [401, 'This server asks for a token.'] });
  render(Live);
  expect(await screen.findByLabelText(/asks for its token/)).toBeTruthy();
  expect(entrance('a b', '#run=r')).toBe('/?token=a%20b#run=r');
});

test('a run that failed says why, and can be finished', async () => {
  const { asked } = serve({ runs: [runInfo('r', 'failed', 0)] });
  fragment.set('run', 'r');
  render(Live);
  expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
  screen.getByRole('button', { name: 'Finish it' }).click();
  await waitFor(() => expect(asked.at(-1)?.[0]).toBe('/api/runs/r/resume'));
});
