import { api, Refused } from '../data/api';
import { follow, isOver } from '../data/follow';
import type { Order, Overview, RunInfo } from '../messages';
import type { Picture } from '../picture';
import { fragment } from '../state/fragment.svelte';

/** What the live page knows of its server; which run is shown stands in the address. */
export class Session {
  server = $state.raw<Overview | null>(null);
  runs = $state.raw<RunInfo[]>([]);
  picture = $state.raw<Picture | null>(null);
  /** What went wrong last, in a sentence. */
  problem = $state<string | null>(null);
  /** Whether the server wants a token first. */
  locked = $state(false);
  loading = $state(false);

  #ends = new Map<string, () => void>();
  #asked = 0;

  /** The run that is shown, and the one that it is compared with. */
  get run(): RunInfo | undefined {
    return this.runs.find(({ id }) => id === fragment.get('run'));
  }

  get other(): RunInfo | undefined {
    return this.runs.find(({ id }) => id === fragment.get('with'));
  }

  /** Runs that a run could be compared with, the last one first. */
  others(id: string): RunInfo[] {
    return this.runs.filter((run) => run.id !== id && run.state === 'finished');
  }

  async open(): Promise<void> {
    await this.#try(async () => {
      const server = await api.state();
      this.server = server;
      this.runs = newestFirst(server.runs);
      for (const run of this.runs) if (!isOver(run)) this.#follow(run.id);
      const last = this.runs.find(({ state }) => state === 'finished');
      if (!this.run && last) fragment.set('run', last.id);
      await this.load();
    });
  }

  async start(order: Order): Promise<boolean> {
    return this.#try(async () => {
      const run = await api.start(order);
      this.#put(run);
      this.#follow(run.id);
      await this.show(run.id);
    });
  }

  async stop(id: string): Promise<void> {
    await this.#try(async () => {
      this.#put(await api.stop(id));
    });
  }

  /** Finish what was stopped or failed. */
  async resume(id: string): Promise<void> {
    await this.#try(async () => {
      this.#put(await api.resume(id));
      this.#follow(id);
    });
  }

  /** Show a run, alone or beside another. */
  async show(id: string, other: string | null = null): Promise<void> {
    fragment.set('run', id);
    fragment.set('with', other);
    await this.load();
  }

  /** Fetch what the address asks for; an answer that came too late is dropped. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    const { run, other } = this;
    if (run?.state !== 'finished' && !(run?.state === 'stopped' && run.done > 0)) {
      this.picture = null;
      return;
    }
    this.loading = true;
    await this.#try(async () => {
      const picture = await api.picture(run.id, other?.id ?? null);
      if (asked === this.#asked) this.picture = picture;
    });
    if (asked === this.#asked) this.loading = false;
  }

  close(): void {
    for (const end of this.#ends.values()) end();
    this.#ends.clear();
  }

  #follow(id: string): void {
    if (this.#ends.has(id)) return;
    const end = follow(
      id,
      (run) => {
        this.#put(run);
        if (!isOver(run)) return;
        this.#ends.delete(id);
        if (fragment.get('run') === id) void this.load();
      },
      (sentence) => (this.problem = sentence),
    );
    this.#ends.set(id, end);
  }

  #put(run: RunInfo): void {
    this.runs = newestFirst([run, ...this.runs.filter(({ id }) => id !== run.id)]);
  }

  async #try(task: () => Promise<void>): Promise<boolean> {
    this.problem = null;
    try {
      await task();
      return true;
    } catch (problem) {
      if (problem instanceof Refused && problem.status === 401) this.locked = true;
      this.problem = problem instanceof Error ? problem.message : String(problem);
      return false;
    }
  }
}

function newestFirst(runs: RunInfo[]): RunInfo[] {
  return [...runs].sort((a, b) => b.created.localeCompare(a.created));
}
