import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
let project: string;
let tarball: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'coincast-package-'));
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', project], root));
  tarball = join(project, packed.filename);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  run('npm', ['install', '--no-save', '--prefer-offline', '--no-audit', '--no-fund', tarball]);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd = project): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

const journey = `
  const hour = 3600000;
  const prices = Array.from({ length: 200 }, (_, i) => 100 + Math.sin(i) + Math.sin(i * i));
  const series = createPriceSeries({ timestamps: prices.map((_, i) => i * hour), prices });
  const model = trainArima(series, { order: [1, 1, 1] });
  const path = process.argv[1].endsWith('cjs') ? 'cjs.model' : 'esm.model';
  saveModel(model, path).then(() => loadModel(path)).then((loaded) => {
    const [before, after] = [model, loaded].map((m) => m.forecast({ horizon: 3 }).mean.join());
    console.log(before === after && loaded.kind, typeof simulateMarket);
    return trainMany([{ id: 'one', series, model: 'arima', options: { order: [1, 1, 1] } }]).then(([result]) => {
      console.log(result.kind, result.model.forecast({ horizon: 3 }).mean.join() === before);
    });
  });
`;

describe('the packed tarball', () => {
  it('is imported as ES modules, all three entries', () => {
    writeFileSync(
      join(project, 'use.mjs'),
      `import { createPriceSeries, trainArima } from 'coincast';
       import { loadModel, saveModel, trainMany } from 'coincast/node';
       import { simulateMarket } from 'coincast/testing';${journey}`,
    );
    expect(run('node', ['use.mjs']).trim()).toBe('arima function\narima true');
  });

  it('is required as CommonJS, all three entries', () => {
    writeFileSync(
      join(project, 'use.cjs'),
      `const { createPriceSeries, trainArima } = require('coincast');
       const { loadModel, saveModel, trainMany } = require('coincast/node');
       const { simulateMarket } = require('coincast/testing');${journey}`,
    );
    expect(run('node', ['use.cjs']).trim()).toBe('arima function\narima true');
  });

  it.each([
    ['NodeNext', 'use.mts'],
    ['NodeNext', 'use.cts'],
    ['Bundler', 'bundled.ts'],
  ])('has types that resolve with moduleResolution %s in %s', (resolution, file) => {
    writeFileSync(
      join(project, file),
      `import { type ArimaModel, createPriceSeries, type Forecast, trainArima } from 'coincast';
       import { loadModel, type TrainJob, trainMany } from 'coincast/node';
       import { simulateMarket } from 'coincast/testing';
       const model: ArimaModel = trainArima(simulateMarket({ seed: 1 }), { order: [1, 1, 0] });
       export const forecast: Forecast = model.forecast({ horizon: 2 });
       // @ts-expect-error a forecast needs a horizon
       model.forecast({});
       // @ts-expect-error no such model
       export const job: TrainJob = { id: 'a', series: [1, 2], model: 'arma' };
       export { createPriceSeries, loadModel, trainMany };`,
    );
    const module = resolution === 'Bundler' ? 'ESNext' : 'NodeNext';
    run(join(root, 'node_modules', '.bin', 'tsc'), [
      ...['--noEmit', '--strict', '--target', 'ES2022', '--lib', 'ES2022,DOM', '--module', module],
      ...['--moduleResolution', resolution, '--skipLibCheck', 'false', file],
    ]);
  });

  it('holds the build, the licence and the readme, and nothing else', () => {
    const files = readdirSync(join(project, 'node_modules', 'coincast'));
    expect(files.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json']);
  });

  it('satisfies publint', () => {
    run(join(root, 'node_modules', '.bin', 'publint'), ['run', tarball, '--strict'], root);
  });

  it('satisfies are-the-types-wrong', () => {
    run(join(root, 'node_modules', '.bin', 'attw'), [tarball, '--profile', 'node16'], root);
  });

  it('needs nothing of Node in its root entry', () => {
    const bundle = join(project, 'browser');
    mkdirSync(bundle, { recursive: true });
    writeFileSync(join(bundle, 'entry.mjs'), "export * from 'coincast';");
    run(join(root, 'node_modules', '.bin', 'esbuild'), [
      ...[join(bundle, 'entry.mjs'), '--bundle', '--platform=browser', '--format=esm'],
      `--outfile=${join(bundle, 'out.js')}`,
    ]);
  });
});
