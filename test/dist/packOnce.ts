import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** The tarball, and a project that has it installed and nothing else. */
export interface Packed {
  readonly folder: string;
  readonly tarball: string;
  /** What `npm pack` tells of it. */
  readonly told: { readonly size: number; readonly files: readonly { readonly path: string }[] };
}

declare module 'vitest' {
  interface ProvidedContext {
    packed: Packed;
  }
}

const root = join(import.meta.dirname, '..', '..');

/** Packs and installs once for all tests of the package, each of which gets a copy. */
export function setup(project: TestProject): () => void {
  const outer = mkdtempSync(join(tmpdir(), 'coincast-packed-'));
  const folder = mkdtempSync(join(outer, 'project-'));
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [told] = JSON.parse(npm(['pack', '--json', '--pack-destination', outer], root));
  const tarball = join(outer, told.filename);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  npm(['install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', tarball], folder);
  project.provide('packed', { folder, tarball, told });
  return () => rmSync(outer, { recursive: true, force: true });
}
