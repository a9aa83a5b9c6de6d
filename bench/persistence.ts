/** What storing a model of every kind takes: bytes, and times to write it, to read it, and to read it and forecast. */

import {
  conformalize,
  deserializeModel,
  type FittedModel,
  gzipModel,
  serializeModel,
  trainNaive,
} from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { namedTrainers } from '../test/persistence/models.js';
import { type Clock, clockOf, nameOfClock, timedAsync } from './clock.js';
import { median } from './median.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { number, table, text } from './report/table.js';

const runsPerRound = 20;
const request = { horizon: 24 };

export const benchmark = defineBenchmark({
  title: 'Stored models',
  kind: 'cost',
  what:
    'A model of every kind, trained on 2,160 hours of a simulated market: its size as text and gzipped, and the time to ' +
    'write it, to read it with all checks, and to read it and forecast 24 steps with intervals. Medians of rounds by turns.',
  data: 'none',
  settings: { rounds: 15, clock: 'cpu' },
  run: async ({ rounds, clock: setting }) => {
    const clock = clockOf(setting);
    const series = simulateMarket({ seed: 5, length: 2160 });
    const models: readonly (readonly [name: string, model: FittedModel])[] = [
      ...namedTrainers.map(([name, train]) => [name, train(series)] as const),
      ['conformal, 24 steps', conformalize(trainNaive, { transform: 'log' })(series)],
    ];
    const rows = [];
    for (const [name, model] of models) {
      const written = await serializeModel(model);
      const bytes = await gzipModel(model);
      const times = await byTurns(clock, rounds, [
        () => serializeModel(model),
        () => deserializeModel(written),
        async () => (await deserializeModel(written)).forecast(request),
        async () => (await deserializeModel(bytes)).forecast(request),
      ]);
      rows.push([name, written.length, bytes.length, ...times]);
    }
    const arima = models.find(([name]) => name === 'ARIMA(5,1,0)')![1];
    const written = await serializeModel(arima);
    const jobs = {
      '`JSON.parse` of the text': () => JSON.parse(written),
      'read, with all checks': () => deserializeModel(written),
      'forecast of 24 steps, model in memory': () => arima.forecast(request),
      'read and forecast': async () => (await deserializeModel(written)).forecast(request),
    };
    const times = await byTurns(clock, rounds, Object.values(jobs));
    return {
      tables: [
        table(
          `Every kind, ${nameOfClock(clock)}`,
          [
            text('model'),
            number('text', 0, 'bytes'),
            number('gzipped', 0, 'bytes'),
            number('write', 3, 'ms'),
            number('read', 3, 'ms'),
            number('read, forecast', 3, 'ms'),
            number('gzipped: read, forecast', 3, 'ms'),
          ],
          rows,
        ),
        table(
          'ARIMA(5,1,0) beside what it cannot do without',
          [text('job'), number('time', 4, 'ms')],
          Object.keys(jobs).map((name, at) => [name, times[at]]),
        ),
      ],
    };
  },
});

/** The median time of each job, milliseconds, all of them run by turns. */
async function byTurns(clock: Clock, rounds: number, jobs: readonly (() => unknown)[]): Promise<number[]> {
  const times = jobs.map(() => [] as number[]);
  for (const run of jobs) await timeOf(clock, run);
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of jobs.entries()) times[i]!.push(await timeOf(clock, run));
  }
  return times.map(median);
}

async function timeOf(clock: Clock, run: () => unknown): Promise<number> {
  const took = await timedAsync(async () => {
    for (let i = 0; i < runsPerRound; i++) await run();
  });
  return took[clock] / runsPerRound;
}
