import type { RunInfo } from '../messages';
import { api } from './api';

const AGAIN = 2000;

/** Whether nothing more will come of a run. */
export function isOver(run: RunInfo): boolean {
  return run.state !== 'waiting' && run.state !== 'running';
}

/**
 * Tell of every step of a run until it is over: by server-sent events, and where they break (the
 * server was stopped, a proxy holds them back) by asking again until it answers.
 *
 * @param tell hears of each step.
 * @param lost hears a sentence while the server does not answer, and null when it does again.
 * @returns what ends it early.
 */
export function follow(
  id: string,
  tell: (run: RunInfo) => void,
  lost: (sentence: string | null) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const events = new EventSource(`/api/runs/${encodeURIComponent(id)}/progress`);

  function end(): void {
    ended = true;
    events.close();
    clearTimeout(timer);
  }

  function hear(run: RunInfo): void {
    if (ended) return;
    lost(null);
    if (isOver(run)) end();
    tell(run);
  }

  async function poll(): Promise<void> {
    if (ended) return;
    try {
      hear(await api.run(id));
    } catch (problem) {
      if (!ended) lost(problem instanceof Error ? problem.message : String(problem));
    }
    if (!ended) timer = setTimeout(poll, AGAIN);
  }

  events.addEventListener('progress', (event) => hear(JSON.parse(event.data) as RunInfo));
  events.addEventListener('error', () => {
    events.close();
    void poll();
  });
  return end;
}
