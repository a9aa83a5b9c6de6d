import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveModel } from '../../src/node/index.js';
import { forecastBits, namedModels } from '../persistence/models.js';

const script = join(import.meta.dirname, 'printForecasts.mjs');
const source = join(import.meta.dirname, '..', '..', 'src', 'node', 'index.ts');
let folder: string;
let lines: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coincast-models-'));
  const paths = namedModels.map((_, i) => join(folder, `${i}.model.json.gz`));
  for (const [i, [, model]] of namedModels.entries()) await saveModel(model, paths[i]!);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, source, ...paths],
    { maxBuffer: 2 ** 26 },
  );
  lines = stdout.trim().split('\n');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a model loaded in another process', () => {
  it.each(namedModels.map(([name, model], i) => [name, model, i] as const))(
    'makes the same forecasts, to the bit, also of what comes after: %s',
    (_name, model, i) => {
      const appended = model.append([60_100.1, 59_999.9]);
      expect(lines[i]).toBe(`${forecastBits(model)},${forecastBits(appended)}`);
    },
  );
});
