import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const dist = join(import.meta.dirname, '..', '..', 'dist');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coincast-train-many-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script of ES modules against the built package, and gives what it printed last, as JSON. */
async function run(code: string): Promise<Record<string, unknown>> {
  const script = join(folder, 'script.mjs');
  const of = (file: string) => JSON.stringify(pathToFileURL(join(dist, file)).href);
  writeFileSync(
    script,
    `import { conformalize, deserializeModel, serializeModel, trainNaive } from ${of('index.js')};
     import { createTrainingPool, trainMany } from ${of('node.js')};
     import { simulateMarket } from ${of('testing.js')};
     ${code}`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

describe('trainMany of the built package', () => {
  it('is built', () => {
    expect(existsSync(join(dist, 'trainWorker.js')), 'run `npm run build` first').toBe(true);
  });

  it('trains by modules that import coincast themselves, saves what it restored, and lets the process end', async () => {
    writeFileSync(
      join(folder, 'own.mjs'),
      `import { conformalize, trainNaive } from ${JSON.stringify(pathToFileURL(join(dist, 'index.js')).href)};
       export const train = (series, { horizon }) => conformalize(trainNaive, { horizon })(series);`,
    );
    const said = await run(`
      const series = simulateMarket({ seed: 3, length: 300 });
      const url = new URL('./own.mjs', import.meta.url);
      const [result] = await trainMany([
        { id: 'a', series, model: 'module', url, exportName: 'train', options: { horizon: 5 } },
      ]);
      const here = conformalize(trainNaive, { horizon: 5 })(series);
      const stored = await deserializeModel(await serializeModel(result.model));
      const bits = [here, result.model, stored].map((model) => JSON.stringify(model.forecast({ horizon: 5 }).intervals));
      console.log(JSON.stringify({ kind: result.kind, isSame: new Set(bits).size === 1, ladder: result.ladder }));
    `);
    expect(said).toEqual({ kind: 'conformal', isSame: true, ladder: [] });
  });

  it('keeps no process alive by a pool that nobody closed', async () => {
    const said = await run(`
      const pool = createTrainingPool({ concurrency: 1, idleMs: 3_600_000 });
      const { kind } = await pool.train({ id: 'a', series: [1, 2, 4], model: 'drift' });
      console.log(JSON.stringify({ kind, pending: pool.pending }));
    `);
    expect(said).toEqual({ kind: 'drift', pending: 0 });
  });

  it('holds no more series than it works on: 3,000 of them pass through', async () => {
    const said = await run(`
      const length = 5000;
      const jobs = function* () {
        const { prices } = simulateMarket({ seed: 5, length });
        for (let i = 0; i < 3_000; i++) yield { id: String(i), series: prices.map((p) => p + i), model: 'naive' };
      };
      const megabytes = () => process.memoryUsage().arrayBuffers / 2 ** 20;
      let most = 0;
      const results = await trainMany(jobs(), {
        concurrency: 2,
        onProgress: ({ done }) => { if (done % 50 === 0) most = Math.max(most, megabytes()); },
      });
      const isOrdered = results.every(({ id, status }, i) => id === String(i) && status === 'trained');
      console.log(JSON.stringify({ isOrdered, count: results.length, most, all: (3_000 * length * 8) / 2 ** 20 }));
    `);
    expect(said).toMatchObject({ isOrdered: true, count: 3_000 });
    expect(said['most']).toBeLessThan((said['all'] as number) / 2);
  });
});
