import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EdgeVM } from '@edge-runtime/vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Consumer, installPackage, root } from './installPackage.js';

/** What `journey.mjs` gives. */
interface Outcome {
  readonly forecasts: Readonly<Record<string, readonly number[]>>;
  readonly champion: string;
  readonly fetched: number;
}

let consumer: Consumer;
let inNode: Outcome;

beforeAll(() => {
  consumer = installPackage();
  copyFileSync(join(import.meta.dirname, 'journey.mjs'), join(consumer.folder, 'journey.mjs'));
  writeFileSync(
    join(consumer.folder, 'use.mjs'),
    `import * as coincast from 'coincast';
     import { journey } from './journey.mjs';
     console.log(JSON.stringify(await journey(coincast)));`,
  );
  inNode = JSON.parse(consumer.run('node', ['use.mjs']));
});

afterAll(() => consumer.dispose());

const isThere = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

// Engines differ in the last bits of exp and log, and searches for a maximum end where they end: 2e-15 was seen.
function expectSameAsInNode(printed: string): void {
  const outcome: Outcome = JSON.parse(printed);
  expect({ ...outcome, forecasts: Object.keys(outcome.forecasts) }).toEqual({
    ...inNode,
    forecasts: Object.keys(inNode.forecasts),
  });
  for (const [name, values] of Object.entries(inNode.forecasts)) {
    const differences = values.map((value, i) => Math.abs(outcome.forecasts[name]![i]! / value - 1));
    expect(Math.max(...differences), name).toBeLessThan(1e-12);
  }
}

describe('the whole journey from fetch to registry, on the installed tarball', () => {
  it('is made by Node, with forecasts for every step and a champion', () => {
    expect(Object.keys(inNode.forecasts)).toEqual(['arima', 'prophet', 'ets']);
    expect(inNode.forecasts['arima']).toHaveLength(24 * 5);
    expect(inNode).toMatchObject({ champion: 'ets', fetched: 719 });
  });

  it('is made by an edge runtime, without Node, eval or WebAssembly from bytes', async () => {
    const out = join(consumer.folder, 'edge.js');
    writeFileSync(
      join(consumer.folder, 'edge.mjs'),
      `import * as coincast from 'coincast';
       import { journey } from './journey.mjs';
       globalThis.outcome = journey(coincast).then(JSON.stringify);`,
    );
    consumer.run(join(root, 'node_modules', '.bin', 'esbuild'), [
      ...['edge.mjs', '--bundle', '--format=iife', '--platform=neutral', '--main-fields=module,main'],
      ...['--conditions=edge-light,worker,browser', '--target=es2022', `--outfile=${out}`],
    ]);
    const edge = new EdgeVM({
      codeGeneration: { strings: false, wasm: false },
      // What edge runtimes have and this one's copy of them still lacks; streams must be of one make.
      extend: (context) => Object.assign(context, { CompressionStream, DecompressionStream, Blob, Response }),
    });
    expect(edge.evaluate('[typeof process, typeof Buffer, typeof require]')).toEqual(
      Array(3).fill('undefined'),
    );
    edge.evaluate(readFileSync(out, 'utf8'));
    expectSameAsInNode(await edge.evaluate('outcome'));
  });

  it.skipIf(!isThere('deno'))(
    'is made by Deno without a permission (skipped where it is not on PATH)',
    () => {
      const args = ['run', '--no-prompt', '--node-modules-dir=manual', 'use.mjs'];
      expectSameAsInNode(consumer.run('deno', args));
    },
  );

  it.skipIf(!isThere('bun'))('is made by Bun (skipped where it is not on PATH)', () => {
    expectSameAsInNode(consumer.run('bun', ['use.mjs']));
  });
});
