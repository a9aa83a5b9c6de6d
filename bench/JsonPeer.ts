import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { peerEnvironment } from './interpreters.js';

/** What a peer says of one job it timed: milliseconds a run, by the clock and of processor time. */
export interface PeerTimes {
  readonly error?: string;
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Another library in a process of its own, that times itself: one JSON request a line, one answer a line. */
export class JsonPeer {
  /** The program and its version. */
  readonly version: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>, version: string) {
    this.#child = child;
    this.#lines = lines;
    this.version = version;
  }

  /** A script of `peers/`, or `undefined` where it, or a package it needs, is not installed. */
  static async start([command, script]: readonly [command: string, script: string]): Promise<
    JsonPeer | undefined
  > {
    const child = spawn(command, [join(import.meta.dirname, 'peers', script)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: peerEnvironment,
    });
    child.on('error', () => {});
    child.stdin.on('error', () => {});
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stdin.write('{"kind":"version"}\n');
    const { value, done } = await lines.next();
    const { version }: { version?: string } = done ? {} : JSON.parse(value);
    return version === undefined ? undefined : new JsonPeer(child, lines, version);
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
