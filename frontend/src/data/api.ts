import type { Failure, Order, Overview, RunInfo, ScenarioInfo } from '../messages';
import type { Picture } from '../picture';

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
    const { error } = JSON.parse(text) as Partial<Failure>;
    if (typeof error === 'string') return error;
  } catch {
    // No JSON: somebody else answered.
  }
  return `The server answered with status ${status} and no reason.`;
}

const path = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;

/** The server, as the page sees it. */
export const api = {
  state: () => ask<Overview>('/api/state'),

  scenario: (id: string) => ask<ScenarioInfo>(`/api/scenarios/${encodeURIComponent(id)}`),

  start: (order: Order) =>
    ask<RunInfo>('/api/runs', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    }),

  run: (id: string) => ask<RunInfo>(path(id)),

  stop: (id: string) => ask<RunInfo>(path(id), { method: 'DELETE' }),

  resume: (id: string) => ask<RunInfo>(`${path(id)}/resume`, { method: 'POST' }),

  /** The picture of a run, compared with another on the same futures where one is named. */
  picture: (id: string, other: string | null) =>
    ask<Picture>(`${path(id)}/picture${other ? `?with=${encodeURIComponent(other)}` : ''}`),
};
