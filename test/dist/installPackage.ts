import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** An empty project that has the packed tarball installed. */
export interface Consumer {
  readonly folder: string;
  readonly tarball: string;
  /** What `npm pack` tells of the tarball. */
  readonly packed: { readonly size: number; readonly files: readonly { readonly path: string }[] };
  /** Runs a command in the project and gives what it prints. */
  run(command: string, args: readonly string[], cwd?: string): string;
  dispose(): void;
}

export function installPackage(): Consumer {
  const folder = mkdtempSync(join(tmpdir(), 'coincast-package-'));
  const run = (command: string, args: readonly string[], cwd = folder) =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], root));
  const tarball = join(folder, packed.filename);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  run('npm', ['install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', tarball]);
  return { folder, tarball, packed, run, dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
