import { vi } from 'vitest';

import type { Overview, RunInfo, ScenarioInfo } from '../messages';
import { SAMPLE } from './sample';

/** A server that never was: answers by path, and hears of what was asked. */

export function runInfo(id: string, state: RunInfo['state'] = 'finished', done = 100): RunInfo {
  return {
    id,
    title: `Run ${id}`,
    scenario: 'ardenia',
    seed: 1,
    state,
    done,
    asked: 100,
    error: state === 'failed' ? 'The disk is full.' : '',
    created: `2026-11-22T10:00:0${id.length}Z`,
    changed: [],
  };
}

export const SCENARIO: ScenarioInfo = {
  id: 'ardenia',
  title: 'Ardenia',
  start: '2022-02-24',
  as_of: '2022-03-06',
  days: 60,
  overlays: [{ id: 'winter', label: 'An early winter' }],
  measures: [
    { id: 'buffer_zone', label: 'Buffer zone', actors: ['NATO', 'POL'] },
    { id: 'appeal', label: 'Appeal', actors: [] },
  ],
};

export interface Answers {
  runs: RunInfo[];
  /** Status and sentence of every answer, where the server refuses. */
  refuse?: [number, string];
  started?: RunInfo;
}

export function serve(answers: Answers): { asked: [string, RequestInit | undefined][] } {
  const asked: [string, RequestInit | undefined][] = [];
  const answer = (path: string, method: string): unknown => {
    const state: Overview = {
      version: '0.1.0',
      scenario: 'ardenia',
      scenarios: [{ id: 'ardenia', title: 'Ardenia' }],
      runs: answers.runs,
    };
    if (path.startsWith('/api/state')) return state;
    if (path.startsWith('/api/scenarios/')) return SCENARIO;
    if (path.includes('/picture')) return SAMPLE;
    if (method === 'POST') return answers.started;
    return answers.runs.find(({ id }) => path.split('/').includes(id));
  };
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    asked.push([path, init]);
    if (answers.refuse) {
      const [status, error] = answers.refuse;
      return new Response(JSON.stringify({ error }), { status });
    }
    return new Response(JSON.stringify(answer(path, init?.method ?? 'GET')));
  });
  vi.stubGlobal('EventSource', FakeEvents);
  FakeEvents.open = [];
  return { asked };
}

/** Server-sent events that a test sends. */
export class FakeEvents extends EventTarget {
  static open: FakeEvents[] = [];
  closed = false;

  constructor(readonly url: string) {
    super();
    FakeEvents.open.push(this);
  }

  send(run: RunInfo): void {
    this.dispatchEvent(new MessageEvent('progress', { data: JSON.stringify(run) }));
  }

  close(): void {
    this.closed = true;
  }
}
