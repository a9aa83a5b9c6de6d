import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createFileStore } from '../../src/node/index.js';
import { createModelRegistry, type ModelRegistry } from '../../src/persistence/index.js';
import { hiddenFiles, startWriter } from './startWriter.js';

const child = join(import.meta.dirname, 'registryKillChild.mjs');
const dist = join(import.meta.dirname, '..', '..', 'dist', 'node.js');

/** How often each kind of run is made; a release is tried with 200. */
const runs = Number(process.env['REGISTRY_KILL_RUNS'] ?? 8);

// A folder serves several runs, so that each but the first goes on from what a kill has left.
const runsInFolder = 5;

/** Everything the registry promises after a kill. */
async function requireWhole(registry: ModelRegistry, lines: readonly string[]): Promise<void> {
  expect(await registry.verify()).toMatchObject({ clean: true, damage: [] });
  const listed = await registry.list();
  for (const { version } of listed) expect((await registry.load(version)).kind).toBe('drift');

  const journal = await registry.journal('bitcoin');
  const champion = await registry.loadChampion('bitcoin');
  expect(champion?.registered.version).toBe(journal.filter(({ alias }) => alias === 'champion').at(-1)?.to);

  const known = new Set([
    ...listed.map(({ version }) => version),
    ...journal.flatMap((entry) => entry.versions),
  ]);
  for (const line of lines) {
    const [what, name, sum] = line.split(' ');
    expect(what, line).not.toBe('failed');
    if (what === 'registered') expect(known).toContain(name);
    if (what === 'journal') expect(journal[Number(name) - 1]?.sha256).toBe(sum);
  }
}

describe.each([
  ['one writer', 1],
  ['two writers at once', 2],
])('%s, killed at any moment', (_name, writers) => {
  it(`leaves a whole registry, ${runs} times`, { timeout: 60_000 + runs * 20_000 }, async () => {
    expect(existsSync(dist), 'run `npm run build` first').toBe(true);
    const tally = { promises: 0, temporaries: 0, killedAtOnce: 0 };
    let folder = '';
    let promised: string[] = [];
    for (let run = 0; run < runs; run++) {
      if (run % runsInFolder === 0) {
        rmSync(folder, { recursive: true, force: true });
        folder = mkdtempSync(join(tmpdir(), 'coincast-kill-'));
        promised = [];
      }
      const started = Array.from({ length: writers }, (_, i) =>
        startWriter(child, folder, 1000 * run + 100 * i),
      );
      await Promise.all(started.map(({ isReady, isAtWork }) => (run % 2 === 0 ? isReady : isAtWork)));
      for (const { process } of started) {
        // Every other time in the midst of the first writes.
        await sleep(Math.random() * (run % 2 === 0 ? 600 : 60));
        process.kill('SIGKILL');
      }
      await Promise.all(started.map(({ hasEnded }) => hasEnded));
      for (const { process } of started) expect(process.signalCode).toBe('SIGKILL');

      const lines = started.flatMap((writer) => writer.lines);
      promised.push(...lines);
      tally.promises += lines.length - writers;
      tally.temporaries += hiddenFiles(folder).length;
      if (lines.length === writers) tally.killedAtOnce++;
      const registry = createModelRegistry({ store: createFileStore(folder) });
      await requireWhole(registry, promised);
      await registry.prune();
      expect(hiddenFiles(folder)).toEqual([]);
      await requireWhole(registry, promised);
    }
    rmSync(folder, { recursive: true, force: true });
    expect(tally.promises).toBeGreaterThan(0);
    if (process.env['REGISTRY_KILL_RUNS'] !== undefined) process.stdout.write(`${JSON.stringify(tally)}\n`);
  });
});
