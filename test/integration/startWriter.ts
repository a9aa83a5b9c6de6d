import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

/** A child process that writes to a folder, and prints a line for each promise that was kept. */
export interface Writer {
  readonly process: ChildProcess;
  readonly lines: string[];
  /** It has begun. */
  readonly isReady: Promise<void>;
  /** It has written something. */
  readonly isAtWork: Promise<void>;
  readonly hasEnded: Promise<void>;
}

/** Starts a writer of a script. */
export function startWriter(script: string, folder: string, seed: number): Writer {
  const process = spawn('node', [script, folder, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let rest = '';
  const hasEnded = new Promise<void>((resolve) => process.once('close', () => resolve()));
  process.stdout!.on('data', (data) => {
    const parts = (rest + data).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
  });
  const hasLines = (count: number) =>
    new Promise<void>((resolve) => {
      process.stdout!.on('data', () => lines.length >= count && resolve());
      process.once('close', () => resolve());
    });
  return { process, lines, isReady: hasLines(1), isAtWork: hasLines(3), hasEnded };
}

/** The files below a folder that readers of a store do not see. */
export function hiddenFiles(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => basename(path).startsWith('.'));
}
