import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Overview } from '../src/messages';

/** `offramp serve` over a folder of its own: killed and started again, it has the same address. */
export class Server {
  readonly folder = mkdtempSync(join(tmpdir(), 'offramp-serve-'));
  address = '';
  #process: ChildProcess | undefined;

  constructor(readonly scenario: string) {}

  async start(): Promise<void> {
    const port = this.address ? new URL(this.address).port : '0';
    const server = spawn(
      process.env.PYTHON ?? 'python',
      ['-m', 'offramp', 'serve', this.scenario, '--port', port, '--folder', this.folder],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process = server;
    this.address = await new Promise((found, failed) => {
      let said = '';
      const hear = (text: Buffer): void => {
        said += text.toString();
        const [, address] = /at (http:\S+)/.exec(said) ?? [];
        if (address) found(address);
      };
      server.stdout.on('data', hear);
      server.stderr.on('data', hear);
      server.on('exit', (status) => failed(new Error(`offramp serve ended (${status}): ${said}`)));
    });
  }

  /** Runs under way would outlive the server. */
  async stopRuns(): Promise<void> {
    const state = await fetch(`${this.address}api/state`);
    const { runs } = (await state.json()) as Overview;
    for (const { id } of runs) await fetch(`${this.address}api/runs/${id}`, { method: 'DELETE' });
  }

  /** End it as a power cut would. */
  async kill(): Promise<void> {
    const server = this.#process;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGKILL');
    await gone;
  }
}
