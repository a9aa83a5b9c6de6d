/** What a ledger of many forecasts costs: processor time to record, score, compact and report, bytes and memory. */

import { createForecastLedger, createMemoryStore, createPriceSeries, type ModelStore } from 'coincast';
import { createRandomStream } from '../src/math/index.js';
import { timedAsync } from './clock.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { number, table, text } from './report/table.js';

const hour = 3_600_000;
const coins = 10;
const start = Date.UTC(2025, 0, 1);

export const benchmark = defineBenchmark({
  title: 'The forecast ledger',
  kind: 'cost',
  what:
    'A ledger of forecasts of 24 steps and two levels, of ten coins and two models, in a store in memory: seconds of ' +
    'processor time for each job, bytes a record, and the resident memory of the process at the end. A new process is a ' +
    'ledger opened anew on the same store.',
  data: 'none',
  settings: { forecasts: 100_000 },
  run: async ({ forecasts }) => {
    const hours = Math.ceil(forecasts / coins / 2);
    const stream = createRandomStream(20260101);
    const store = createMemoryStore();
    const open = () => createForecastLedger({ store, cachedRecords: 2 * forecasts });
    const timestamps = Float64Array.from({ length: hours }, (_, at) => start + at * hour);
    const prices = timestamps.map(() => 60_000 * Math.exp(stream.normal() / 100));
    const seconds: [string, number][] = [];
    const timed = async (what: string, run: () => Promise<unknown>) => {
      seconds.push([what, (await timedAsync(run)).cpuMs / 1000]);
    };

    const ledger = open();
    await timed('record', async () => {
      for (let i = 0; i < forecasts; i++) {
        await ledger.record(forecastAt(Math.floor(i / coins / 2), stream), {
          coin: `coin-${i % coins}`,
          model: `model-${Math.floor(i / coins) % 2}`,
          lastPrice: 60_000,
        });
      }
    });
    const single = (await bytesIn(store)) / forecasts;
    await timed('score, all at once', async () => {
      for (let coin = 0; coin < coins; coin++) {
        await ledger.score(createPriceSeries({ timestamps, prices, coinId: `coin-${coin}` }));
      }
    });
    await timed('report of all, read before', () => ledger.report());
    await timed('report of all by a new process, single records', () => open().report());
    await timed('compact', () => ledger.compact());
    const compacted = (await bytesIn(store)) / forecasts;
    const reader = open();
    await timed('report of all by a new process, compacted', () => reader.report());
    await timed('report of all, read before, compacted', () => reader.report());
    const week = { from: start + (hours - 168) * hour, to: start + hours * hour };
    await timed('report of a week by a new process, compacted', () => open().report(week));
    const olderThan = start + Math.max(0, hours - 720) * hour;
    await timed('prune all but a month', () => open().prune({ olderThan }));
    return {
      tables: [
        table(
          `Processor time, ${forecasts.toLocaleString('en-US')} forecasts`,
          [text('job'), number('time', 2, 's')],
          seconds,
        ),
        table(
          'Sizes',
          [text('of'), number('size', 0), text('unit')],
          [
            ['a record, single', single, 'bytes'],
            ['a record, compacted', compacted, 'bytes'],
            ['resident memory of the process', process.memoryUsage().rss / 2 ** 20, 'MiB'],
          ],
        ),
      ],
    };
  },
});

function forecastAt(at: number, stream: ReturnType<typeof createRandomStream>) {
  const timestamps = Float64Array.from({ length: 24 }, (_, step) => start + (at + step) * hour);
  const mean = timestamps.map(() => 60_000 * Math.exp(stream.normal() / 100));
  const ends = (level: number, width: number) => ({
    level,
    lower: mean.map((value) => value - width * (1 + stream.uniform())),
    upper: mean.map((value) => value + width * (1 + stream.uniform())),
  });
  return { timestamps, mean, intervals: [ends(0.8, 500), ends(0.95, 900)] };
}

async function bytesIn(store: ModelStore): Promise<number> {
  const keys = await store.list('ledger/lines/');
  const sizes = await Promise.all(keys.map(async (key) => (await store.get(key))!.length));
  return sizes.reduce((sum, size) => sum + size, 0);
}
