import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Packed } from './packOnce.js';

export const root = join(import.meta.dirname, '..', '..');

/** A project of one's own that has the packed tarball installed and nothing else. */
export interface Consumer extends Packed {
  /** Runs a command in the project and gives what it prints. */
  run(command: string, args: readonly string[], cwd?: string): string;
  dispose(): void;
}

export function installPackage(): Consumer {
  const packed = inject('packed');
  const folder = mkdtempSync(join(tmpdir(), 'coincast-package-'));
  cpSync(packed.folder, folder, { recursive: true, verbatimSymlinks: true });
  const run = (command: string, args: readonly string[], cwd = folder) =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return { ...packed, folder, run, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
