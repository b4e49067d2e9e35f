import type { Picture } from '../picture';

/** A run that the server knows of. */
export interface RunInfo {
  id: string;
  title: string;
  state: 'waiting' | 'running' | 'finished' | 'failed' | 'stopped';
  /** Futures that are there, and that were asked for. */
  done: number;
  asked: number;
  /** Why it failed, in a sentence. */
  error: string | null;
  created: string;
  /** What is different from the scenario as it stands. */
  changed: string[];
}

export interface ServerState {
  version: string;
  /** Id of the scenario that the server was started with, if any. */
  scenario: string | null;
  scenarios: { id: string; title: string }[];
  runs: RunInfo[];
}

export interface ScenarioInfo {
  id: string;
  title: string;
  start: string;
  as_of: string;
  days: number;
  overlays: { id: string; label: string }[];
  measures: { id: string; label: string; actors: string[] }[];
}

/** What a run is asked to be. */
export interface RunRequest {
  scenario: string;
  members: number;
  seed: number;
  overlays: string[];
  /** `ACTOR:measure@DATE` or `measure@DATE`. */
  force: string[];
  forbid: string[];
}

/** What the server said no to, in its own sentence. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch {
    throw new Refused(0, 'The server does not answer: is `offramp serve` still running?');
  }
  const text = await response.text();
  if (!response.ok) throw new Refused(response.status, sentence(text, response.status));
  return (text ? JSON.parse(text) : null) as T;
}

function sentence(text: string, status: number): string {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    if (typeof error === 'string') return error;
  } catch {
    // No JSON: somebody else answered.
  }
  return `The server answered with status ${status} and no reason.`;
}

const path = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;

/** The server, as the page sees it. */
export const api = {
  state: () => ask<ServerState>('/api/state'),

  /** Send the token once; the server answers with a cookie that stands for it. */
  enter: (token: string) => ask<ServerState>(`/api/state?token=${encodeURIComponent(token)}`),

  scenario: (id: string) => ask<ScenarioInfo>(`/api/scenarios/${encodeURIComponent(id)}`),

  start: (request: RunRequest) =>
    ask<RunInfo>('/api/runs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }),

  run: (id: string) => ask<RunInfo>(path(id)),

  stop: (id: string) => ask<RunInfo | null>(path(id), { method: 'DELETE' }),

  /** The picture of a run, compared with another on the same futures where one is named. */
  picture: (id: string, other: string | null) =>
    ask<Picture>(`${path(id)}/picture${other ? `?with=${encodeURIComponent(other)}` : ''}`),
};
