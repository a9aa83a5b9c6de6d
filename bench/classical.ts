/** Automatic ETS and Theta beside R's `forecast::ets` and `thetaf`, and beside the ETS of `@bsull/augurs`. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import initEts, { AutoETS } from '@bsull/augurs/ets';
import { trainEts, trainTheta } from 'coincast';
import { type BenchSeries, closes, m4Series, nameOfMarket, sampleOf } from './benchData.js';
import { rscript } from './interpreters.js';
import { JsonPeer } from './JsonPeer.js';
import { likelihoodAsR } from './likelihoodAsR.js';
import { compared, contested } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { packageVersion } from './report/packageVersion.js';
import { presence } from './report/presence.js';
import { number, table, text } from './report/table.js';
import { warmUp } from './warmUp.js';

const roundMs = 150;
const nameOfR = { ets: 'R forecast::ets', theta: 'R forecast::thetaf' } as const;
const nameOfAugurs = '`@bsull/augurs` AutoETS';

interface SeasonalSeries extends BenchSeries {
  readonly period: number;
}

interface Answer {
  readonly cpuMs: number;
  readonly error?: string;
  readonly logLikelihood?: number;
  readonly name?: string;
}

export const benchmark = defineBenchmark({
  title: 'Automatic ETS and Theta',
  kind: 'race',
  what:
    'Exponential smoothing whose form is chosen by AICc, and the Theta method, on the same series: processor time of one ' +
    'fit, by turns. `@bsull/augurs` is Rust compiled to WebAssembly. Where R chose a form that coincast tried too, the ' +
    'log-likelihoods of this form are compared.',
  data: 'optional',
  settings: { weeklySeries: 4, hourlySeries: 1 },
  run: async ({ weeklySeries, hourlySeries }, say) => {
    const r = await JsonPeer.start([rscript, 'classical.R']);
    const augursFolder = dirname(createRequire(import.meta.url).resolve('@bsull/augurs/ets'));
    await initEts({ module_or_path: readFileSync(join(augursFolder, 'ets_bg.wasm')) });
    const rows = [];
    for (const series of seriesOf(weeklySeries, hourlySeries)) {
      say(series.name);
      rows.push(await race(series, r));
    }
    r?.stop();
    const etsTime = { what: 'a fit of automatic ETS', measure: 'processor time' };
    return {
      peers: [
        presence('R forecast', r?.version, 'R with forecast and jsonlite is'),
        { name: nameOfAugurs, version: packageVersion('@bsull/augurs') },
      ],
      comparisons: [
        ...compared({ ...etsTime, peer: nameOfR.ets, ratios: rows.map(({ ets, rEts }) => rEts / ets) }),
        ...compared({ ...etsTime, peer: nameOfAugurs, ratios: rows.map(({ ets, augurs }) => augurs / ets) }),
        ...compared({
          what: 'a fit of Theta',
          measure: 'processor time',
          peer: nameOfR.theta,
          ratios: rows.map(({ theta, rTheta }) => rTheta / theta),
        }),
      ],
      contests: contested({
        what: 'log-likelihood of the form that R chose',
        peer: nameOfR.ets,
        tolerance: 1e-3,
        leads: rows.map(({ lead }) => lead).filter((lead) => lead !== undefined),
      }),
      tables: [
        table(
          'Processor time of a fit, and how far our log-likelihood is above that of R',
          [
            text('series'),
            number('n', 0),
            number('period', 0),
            number('ETS', 2, 'ms'),
            number('R', 2, 'ms'),
            number('augurs', 2, 'ms'),
            number('log-likelihood above', 4),
            number('Theta', 2, 'ms'),
            number('R', 2, 'ms'),
          ],
          rows.map((row) => [
            row.name,
            row.n,
            row.period,
            row.ets,
            row.rEts,
            row.augurs,
            row.lead,
            row.theta,
            row.rTheta,
          ]),
        ),
      ],
    };
  },
});

function seriesOf(weekly: number, hourly: number): SeasonalSeries[] {
  const btc = nameOfMarket('BTC');
  return [
    { name: `${btc} hourly 720`, values: closes('BTCUSDT_1h.csv', 720), period: 1 },
    { name: `${btc} hourly 2160`, values: closes('BTCUSDT_1h.csv', 2160), period: 1 },
    { name: `${btc} daily 1400`, values: closes('BTCUSDT_1d.csv', 1400), period: 1 },
    { name: `${btc} daily 350, weekly season`, values: closes('BTCUSDT_1d.csv', 350), period: 7 },
    ...sampleOf(m4Series('m4-Weekly'), weekly).map((each) => ({ ...each, period: 1 })),
    ...sampleOf(m4Series('m4-hourly-even'), hourly).map((each) => ({ ...each, period: 24 })),
  ];
}

async function race({ name, values, period }: SeasonalSeries, r: JsonPeer | undefined) {
  const ask = async (kind: string): Promise<Answer | undefined> => {
    const repeats = period > 1 ? 1 : 3;
    const answer = await r?.ask<Answer>({ kind, values: Array.from(values), period, repeats });
    return answer?.error === undefined ? answer : undefined;
  };
  const ets = cpuOf(() => trainEts(values, { period }));
  const theta = cpuOf(() => trainTheta(values, { period }));
  const augurs = cpuOf(() => new AutoETS(period, period === 1 ? 'ZZN' : 'ZZZ').fit(values));
  const rEts = await ask('ets');
  const rTheta = await ask('theta');
  const msOf = (answer: Answer | undefined) => answer?.cpuMs ?? Number.NaN;
  const lead = leadOverR(values, period, rEts);
  return { name, n: values.length, period, ets, theta, augurs, rEts: msOf(rEts), rTheta: msOf(rTheta), lead };
}

/** By how much our form of least AICc is above R's in log-likelihood; of the same form, if R chose it. */
function leadOverR(values: Float64Array, period: number, answer: Answer | undefined): number | undefined {
  if (answer?.logLikelihood === undefined) return undefined;
  const { tried } = trainEts(values, { period });
  const same = tried!.find(({ name }) => name === answer.name);
  if (same === undefined) return undefined;
  const { error, trend, damped, seasonal } = same.form;
  const { logLikelihood } = trainEts(values, { period, model: { error, trend, damped, seasonal } });
  return likelihoodAsR(logLikelihood, values.length) - answer.logLikelihood;
}

/** Processor time of one run, milliseconds, once the engine has compiled it; not a number where it fails. */
function cpuOf(run: () => unknown): number {
  try {
    warmUp(1, run);
  } catch {
    return Number.NaN;
  }
  return timedRound(run);
}

function timedRound(run: () => unknown): number {
  const before = process.cpuUsage();
  let runs = 0;
  let spent = 0;
  while (spent < roundMs) {
    run();
    runs += 1;
    const { user, system } = process.cpuUsage(before);
    spent = (user + system) / 1000;
  }
  return spent / runs;
}
