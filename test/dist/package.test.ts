import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Consumer, installPackage, root } from './installPackage.js';

let consumer: Consumer;

beforeAll(() => {
  consumer = installPackage();
});

afterAll(() => consumer.dispose());

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
      join(consumer.folder, 'use.mjs'),
      `import { createPriceSeries, trainArima } from 'coincast';
       import { loadModel, saveModel, trainMany } from 'coincast/node';
       import { simulateMarket } from 'coincast/testing';${journey}`,
    );
    expect(consumer.run('node', ['use.mjs']).trim()).toBe('arima function\narima true');
  });

  it('is required as CommonJS, all three entries', () => {
    writeFileSync(
      join(consumer.folder, 'use.cjs'),
      `const { createPriceSeries, trainArima } = require('coincast');
       const { loadModel, saveModel, trainMany } = require('coincast/node');
       const { simulateMarket } = require('coincast/testing');${journey}`,
    );
    expect(consumer.run('node', ['use.cjs']).trim()).toBe('arima function\narima true');
  });

  it.each([
    ['NodeNext', 'use.mts'],
    ['NodeNext', 'use.cts'],
    ['Bundler', 'bundled.ts'],
  ])('has types that resolve with moduleResolution %s in %s', (resolution, file) => {
    writeFileSync(
      join(consumer.folder, file),
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
    consumer.run(join(root, 'node_modules', '.bin', 'tsc'), [
      ...['--noEmit', '--strict', '--target', 'ES2022', '--lib', 'ES2022,DOM', '--module', module],
      ...['--moduleResolution', resolution, '--skipLibCheck', 'false', file],
    ]);
  });

  it('gives one copy of every class to import and require, so that instanceof holds between them', () => {
    writeFileSync(
      join(consumer.folder, 'both.mjs'),
      `import { createRequire } from 'node:module';
       import { InvalidArgumentError, mae } from 'coincast';
       try {
         createRequire(import.meta.url)('coincast').mae([1], []);
       } catch (error) {
         console.log(error instanceof InvalidArgumentError, typeof mae);
       }`,
    );
    expect(consumer.run('node', ['both.mjs']).trim()).toBe('true function');
  });

  it('holds the build, its sources, the licences, the changelog and the readme, and nothing else', () => {
    const files = readdirSync(join(consumer.folder, 'node_modules', 'coincast'));
    expect(files.sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-LICENSES.md', 'dist', 'package.json', 'src'],
    ]);
  });

  it('stays below 1.3 MB packed, half of it sources for the maps', () => {
    expect(consumer.told.size).toBeLessThan(1_300_000);
  });

  it('has the declarations once, which import takes from those of what is required', () => {
    const paths = consumer.told.files
      .map(({ path }) => path)
      .filter((path) => /^dist\/.*\.d\.ts$/.test(path));
    const texts = paths.map((path) =>
      readFileSync(join(consumer.folder, 'node_modules', 'coincast', path), 'utf8'),
    );
    expect(paths).toEqual(['dist/index.d.ts', 'dist/node.d.ts', 'dist/testing.d.ts']);
    expect(texts).toEqual(['index', 'node', 'testing'].map((face) => `export * from './${face}.cjs';\n`));
  });

  it('has a map of every module and every declaration, all of whose sources are in the package', () => {
    const paths = consumer.told.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
    const files = paths.filter((path) => /\.(?:js|d\.cts)$/.test(path));
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((path) => !paths.includes(`${path}.map`))).toEqual([]);
    const lost: string[] = [];
    for (const path of files.map((file) => `${file}.map`)) {
      const at = join(consumer.folder, 'node_modules', 'coincast', path);
      const { sources } = JSON.parse(readFileSync(at, 'utf8')) as { sources: string[] };
      for (const source of sources)
        if (!existsSync(join(dirname(at), source))) lost.push(`${path}: ${source}`);
    }
    expect(lost).toEqual([]);
  });

  it('leads errors back to the line of the source', () => {
    writeFileSync(join(consumer.folder, 'throw.mjs'), "import { mae } from 'coincast'; mae([1], []);");
    const stack = consumer.run('sh', ['-c', 'node --enable-source-maps throw.mjs 2>&1 || true']);
    for (const [name, path] of [
      ['requireSameLength', 'src/errors/guards.ts'],
      ['mae', 'src/evaluation/metrics/mae.ts'],
    ] as const) {
      const line = Number(new RegExp(`at ${name} \\(.*coincast/${path}:(\\d+)`).exec(stack)?.[1]);
      const source = readFileSync(join(root, path), 'utf8').split('\n')[line - 1];
      expect(source).toMatch(name === 'mae' ? /meanLoss\(/ : /throw new InvalidArgumentError/);
    }
  });

  it('shows the names of functions in a stack without the maps', () => {
    writeFileSync(join(consumer.folder, 'throw.mjs'), "import { mae } from 'coincast'; mae([1], []);");
    expect(consumer.run('sh', ['-c', 'node throw.mjs 2>&1 || true'])).toMatch(
      /at requireSameLength .*\n +at /,
    );
  });

  it('names no folder of the machine that built it', () => {
    const named = consumer.told.files
      .map(({ path }) => path)
      .filter((path) => {
        const text = readFileSync(join(consumer.folder, 'node_modules', 'coincast', path), 'utf8');
        return text.includes(root) || text.includes('file:///');
      });
    expect(named).toEqual([]);
  });

  it('satisfies publint', () => {
    consumer.run(join(root, 'node_modules', '.bin', 'publint'), ['run', consumer.tarball, '--strict'], root);
  });

  it('satisfies are-the-types-wrong', () => {
    consumer.run(join(root, 'node_modules', '.bin', 'attw'), [consumer.tarball, '--profile', 'node16'], root);
  });

  it('needs nothing of Node in its root entry', () => {
    const bundle = join(consumer.folder, 'browser');
    mkdirSync(bundle, { recursive: true });
    writeFileSync(join(bundle, 'entry.mjs'), "export * from 'coincast';");
    consumer.run(join(root, 'node_modules', '.bin', 'esbuild'), [
      ...[join(bundle, 'entry.mjs'), '--bundle', '--platform=browser', '--format=esm'],
      `--outfile=${join(bundle, 'out.js')}`,
    ]);
  });
});
