import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a peer says of one job it timed: milliseconds a run, by the clock and of processor time. */
export interface PeerTimes {
  readonly error?: string;
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Another library in a process of its own, that times itself: one JSON request a line, one answer a line. */
export class JsonPeer {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(command: string, script: string) {
    this.#child = spawn(command, [join(import.meta.dirname, 'peers', script)], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.#child.on('error', () => {});
    this.#child.stdin!.on('error', () => {});
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** The peer, or `undefined` where it is not installed. */
  static async start(
    name: string,
    [command, script]: readonly [command: string, script: string],
  ): Promise<JsonPeer | undefined> {
    const peer = new JsonPeer(command, script);
    const probe = { kind: 'series', series: 'probe', values: [1, 2, 3] };
    const { error } = await peer.ask<{ error?: string }>(probe);
    if (error === undefined) return peer;
    console.log(`${name} is not installed: left out`);
    return undefined;
  }

  /** The answer to a request, which has an `error` where the peer could not do it. */
  async ask<Answer>(request: object): Promise<Answer> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await this.#lines.next();
    return JSON.parse(done ? '{"error":"the process has ended"}' : value);
  }

  stop(): void {
    this.#child.stdin!.end();
    this.#child.kill();
  }
}
