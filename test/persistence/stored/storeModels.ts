/**
 * Stores a model of every kind with the present release, in the folder of its format version, and its forecasts
 * beside it: `node --import tsx test/persistence/stored/storeModels.ts`.
 *
 * What is there already is what an earlier release wrote, and is never written again: later releases must read it, with
 * these forecasts. A kind whose state has a new version is stored once more, under a name with that version.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformalize } from '../../../src/evaluation/index.js';
import {
  type FittedModel,
  trainArima,
  trainCombination,
  trainDrift,
  trainEts,
  trainEwmaVolatility,
  trainGarch,
  trainHar,
  trainMean,
  trainNaive,
  trainProphet,
  trainSeasonalNaive,
  trainStl,
  trainTheta,
} from '../../../src/models/index.js';
import { modelFormatVersion } from '../../../src/persistence/envelopeVersions.js';
import { serializeModel } from '../../../src/persistence/index.js';
import { simulateMarket } from '../../../src/testing/index.js';
import { recordForecasts } from './recordForecasts.js';

const clock = { now: () => Date.UTC(2026, 10, 26) };
const series = simulateMarket({ seed: 10, length: 480 });
const models: readonly FittedModel[] = [
  trainArima(series, {
    order: [2, 1, 1],
    seasonal: { order: [1, 0, 0], period: 6 },
    transform: 'log',
    clock,
  }),
  trainCombination(series, {
    members: { ets: (each) => trainEts(each, { clock }), naive: (each) => trainNaive(each, { clock }) },
    clock,
  }),
  conformalize((each) => trainDrift(each, { clock }), {
    ...{ horizon: 4, levels: [0.6, 0.8], window: 25, symmetric: false, transform: 'log' },
    scale: { ewma: { season: 24 } },
  })(series, { clock }),
  trainDrift(series, { clock }),
  trainEts(series, { model: 'holt-winters', period: 6, clock }),
  trainEwmaVolatility(series, { clock }),
  trainGarch(series, { model: 'gjr', distribution: 'student-t', clock }),
  trainHar(series, { period: 6, lags: [1, 3], clock }),
  trainMean(series, { clock }),
  trainNaive(series, { clock }),
  trainProphet(series, { transform: 'log', clock }),
  trainSeasonalNaive(series, { period: 24, clock }),
  trainStl(series, { period: [6, 24], trainer: (each) => trainTheta(each, { clock }), clock }),
  trainTheta(series, { variant: 'dynamic', period: 6, seasonal: 'additive', clock }),
];

const folder = join(import.meta.dirname, `v${modelFormatVersion}`);
mkdirSync(folder, { recursive: true });
for (const model of models) {
  const { version } = model.toJSON();
  const name = version === 1 ? model.kind : `${model.kind}.${version}`;
  const path = join(folder, `${name}.json`);
  if (existsSync(path)) continue;
  writeFileSync(path, await serializeModel(model, { metrics: { mae: 1.5 }, metadata: { zero: -0 } }));
  writeFileSync(
    join(folder, `${name}.forecasts.json`),
    `${JSON.stringify(recordForecasts(model), null, 1)}\n`,
  );
}
