import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { peerEnvironment } from './interpreters.js';

/** A program in another language that does the same jobs, and times itself. */
export interface PeerProcess {
  /** The program and its version. */
  readonly version: string;
  /** Does a job so many times. */
  run(job: string, repeats: number): Promise<{ milliseconds: number; results: number[] }>;
  close(): void;
}

/** Starts a peer that stays, so that no start counts; undefined where it, or a package it needs, is not installed. */
export async function startPeer(
  command: string,
  parameters: readonly string[],
): Promise<PeerProcess | undefined> {
  const child = spawn(command, parameters, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: peerEnvironment,
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const started = await Promise.race([lines.next(), once(child, 'error')]);
  if (Array.isArray(started) || started.done === true) return undefined;
  return {
    version: JSON.parse(started.value).version,
    run: async (job, repeats) => {
      child.stdin.write(`${job} ${repeats}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${command} ended while it did ${job}`);
      return JSON.parse(value);
    },
    close: () => child.stdin.end(),
  };
}
