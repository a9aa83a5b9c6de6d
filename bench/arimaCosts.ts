import { type ArimaModel, type ArimaOrder, restoreArima, trainArima } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { closes, nameOfMarket } from './benchData.js';
import { type Clock, nameOfClock } from './clock.js';
import { median } from './median.js';
import type { BenchTable } from './report/BenchReport.js';
import { number, table, text } from './report/table.js';
import { timedRuns } from './timedRuns.js';

export const daySeason = { order: [1, 0, 1], period: 24 } as const;

/** What ARIMA of coincast costs alone: as series grow, and in use. */
export function arimaCosts(rounds: number, clock: Clock): BenchTable[] {
  return [growth(rounds, clock), appending(clock)];
}

/** Times of one fit at growing lengths, and of the sums of squares a fit cannot do without. */
function growth(rounds: number, clock: Clock): BenchTable {
  const rows = [720, 2160, 10_000, 100_000].map((length) => {
    const values = simulateMarket({ seed: 7, length }).prices;
    const ms = (order: ArimaOrder, effort: 'fast' | 'thorough') =>
      median(
        Array.from({ length: rounds }, () => timedRuns(() => trainArima(values, { order, effort }))[clock]),
      );
    return [length, ms([5, 1, 0], 'thorough'), ms([2, 1, 2], 'fast'), ms([2, 1, 2], 'thorough')];
  });
  const values = simulateMarket({ seed: 7, length: 100_000 }).prices;
  const changes = values.subarray(1).map((value, i) => value - values[i]!);
  let sink = 0;
  const pairs = Array.from({ length: rounds }, () => ({
    fit: timedRuns(() => trainArima(values, { order: [5, 1, 0] }))[clock],
    sums: timedRuns(() => {
      for (let repeat = 0; repeat < 20; repeat++) sink += sumOfSquares(changes);
    })[clock],
  }));
  const ratio = median(pairs.map(({ fit, sums }) => fit / sums));
  return table(
    `One fit of simulated prices as series grow, ${nameOfClock(clock)}`,
    [
      number('points', 0),
      number('(5,1,0)', 3, 'ms'),
      number('(2,1,2), fast', 3, 'ms'),
      number('(2,1,2), thorough', 3, 'ms'),
    ],
    rows,
    `(5,1,0) of 100,000 points takes ${ratio.toFixed(2)} times as long as 20 sums of squares of its differences` +
      `${Number.isFinite(sink) ? '' : ', overflown'}.`,
  );
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]! * values[t]!;
  return sum;
}

/** An append, loading a model and forecasting 24 steps, and the sizes of states. */
function appending(clock: Clock): BenchTable {
  const values = closes('BTCUSDT_1h.csv', 720);
  const models: readonly (readonly [string, ArimaModel])[] = [
    ['(5,1,0)', trainArima(values, { order: [5, 1, 0] })],
    ['(2,1,2)', trainArima(values, { order: [2, 1, 2] })],
    ['(1,1,1)(1,0,1)[24]', trainArima(values, { order: [1, 1, 1], seasonal: daySeason })],
  ];
  const rows = models.map(([name, model]) => {
    const stored = JSON.stringify(model);
    const observation = [values.at(-1)!];
    const us = (run: () => unknown) => {
      const warmUntil = performance.now() + 1000;
      while (performance.now() < warmUntil) repeat(run);
      return 1000 * median(Array.from({ length: 15 }, () => timedRuns(() => repeat(run))[clock] / 100));
    };
    const append = us(() => model.append(observation));
    const load = us(() => restoreArima(JSON.parse(stored)).forecast({ horizon: 24 }));
    const { training, ...state } = model.toJSON();
    return [name, append, load, JSON.stringify(state).length, JSON.stringify(training).length];
  });
  return table(
    `A model in use, trained on ${nameOfMarket('BTC')} hourly 720, ${nameOfClock(clock)}`,
    [
      text('model'),
      number('append of one', 2, 'µs'),
      number('load and forecast 24 steps', 1, 'µs'),
      number('state', 0, 'bytes'),
      number('summary of the training', 0, 'bytes'),
    ],
    rows,
  );
}

function repeat(run: () => unknown): void {
  for (let i = 0; i < 100; i++) run();
}
