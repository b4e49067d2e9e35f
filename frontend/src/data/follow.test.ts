import { afterEach, expect, test, vi } from 'vitest';

import { FakeEvents, runInfo, serve } from '../testing/server';
import { follow } from './follow';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('events are told until the run is over', () => {
  serve({ runs: [] });
  const told: number[] = [];
  follow('r', (run) => told.push(run.done), () => undefined);
  const [events] = FakeEvents.open;
  events?.send(runInfo('r', 'running', 10));
  events?.send(runInfo('r', 'finished', 100));
  events?.send(runInfo('r', 'finished', 100));
  expect(told).toEqual([10, 100]);
  expect(events?.closed).toBe(true);
});

test('where events break off it asks again until the server is back, and says so meanwhile', async () => {
  vi.useFakeTimers();
  serve({ runs: [], refuse: [503, 'Starting.'] });
  const told: number[] = [];
  const said: (string | null)[] = [];
  follow('r', (run) => told.push(run.done), (sentence) => said.push(sentence));
  FakeEvents.open[0]?.dispatchEvent(new Event('error'));
  await vi.advanceTimersByTimeAsync(100);
  expect(said).toEqual(['Starting.']);
  serve({ runs: [runInfo('r', 'finished', 100)] });
  await vi.advanceTimersByTimeAsync(5000);
  expect(told).toEqual([100]);
  expect(said.at(-1)).toBeNull();
});
