import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'tsup';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the code of `trainMany`'s workers. */
    readonly trainWorker: string;
  }
}

/** Bundles the code of `trainMany`'s workers from the sources, once for all tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), 'coincast-worker-'));
  await build({
    entry: { trainWorker: 'src/node/training/trainWorker.ts' },
    format: 'esm',
    target: 'es2022',
    outDir,
    outExtension: () => ({ js: '.mjs' }),
    noExternal: [/./],
    config: false,
    silent: true,
  });
  project.provide('trainWorker', pathToFileURL(join(outDir, 'trainWorker.mjs')).href);
  return () => rm(outDir, { recursive: true });
}
