import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a peer says of one job. */
export interface PeerAnswer {
  readonly error?: string;
  /** Milliseconds a run, by the clock and of processor time. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly coefficients: Readonly<Record<string, number>>;
}

const interpreters = {
  'R ML': ['Rscript', 'arima.R'],
  'R CSS-ML': ['Rscript', 'arima.R'],
  statsmodels: [process.env['PYTHON'] ?? 'python3', 'arima.py'],
  'npm arima': [process.execPath, 'arima.mjs'],
} as const;

export type PeerName = keyof typeof interpreters;
export const peerNames = Object.keys(interpreters) as PeerName[];

/** Another library in a process of its own, that times itself: one JSON request a line, one answer a line. */
export class ArimaPeer {
  readonly name: PeerName;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(name: PeerName) {
    const [command, script] = interpreters[name];
    this.name = name;
    this.#child = spawn(command, [join(import.meta.dirname, 'peers', script)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child.on('error', () => {});
    this.#child.stdin!.on('error', () => {});
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** The peer, or `undefined` where it is not installed. */
  static async start(name: PeerName): Promise<ArimaPeer | undefined> {
    const peer = new ArimaPeer(name);
    const answer = await peer.ask({ kind: 'series', series: 'probe', values: [1, 2, 3] });
    if (answer.error === undefined) return peer;
    console.log(`${name} is not installed: left out`);
    return undefined;
  }

  /** Tells the peer of a series, for requests to come. */
  async learn(series: string, values: Float64Array): Promise<void> {
    await this.ask({ kind: 'series', series, values: Array.from(values) });
  }

  async ask<Answer extends object = object>(request: object): Promise<PeerAnswer & Answer> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#lines.next();
    return JSON.parse(done ? '{"error":"the process has ended"}' : value);
  }

  stop(): void {
    this.#child.stdin!.end();
    this.#child.kill();
  }
}
