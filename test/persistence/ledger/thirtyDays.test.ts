import { beforeAll, describe, expect, it } from 'vitest';
import {
  createForecastLedger,
  createMemoryStore,
  type LedgerReport,
  sliceSeries,
} from '../../../src/index.js';
import { createTestClock } from '../../../src/testing/index.js';
import { marketOf, recordHours, start } from './servedForecasts.js';

const hour = 3_600_000;
const hours = 24 * 30;
const end = start + hours * hour;
const markets = [marketOf('bitcoin', 7, hours), marketOf('dogecoin', 8, hours)];
const store = createMemoryStore();
const clock = createTestClock({ now: start });
const ledger = createForecastLedger({ store, clock });

/** What a stranger computes from the raw lines, knowing nothing of the library. */
async function recompute({ from, to }: { from: number; to: number }) {
  const lines = [];
  for await (const line of ledger.exportLines()) lines.push(JSON.parse(line));
  const prices = new Map<string, number>();
  for (const line of lines.filter(({ type }) => type === 'prices')) {
    for (const [i, time] of line.timestamps.entries()) prices.set(`${line.coin} ${time}`, line.prices[i]);
  }
  const groups = new Map<
    string,
    { e: number[]; naive: number[]; inside: Map<number, number[]>; winkler: Map<number, number[]> }
  >();
  for (const line of lines.filter(({ type }) => type === 'forecast')) {
    line.mean.forEach((mean: number, i: number) => {
      const due = line.firstAt + i * line.stepMs;
      const price = prices.get(`${line.coin} ${due}`);
      if (price === undefined || due < from || due >= to) return;
      for (const key of [`${line.coin} ${line.model}`, `${line.coin} ${line.model} ${i + 1}`]) {
        if (!groups.has(key)) groups.set(key, { e: [], naive: [], inside: new Map(), winkler: new Map() });
        const group = groups.get(key)!;
        group.e.push(mean - price);
        group.naive.push(line.lastPrice - price);
        for (const { level, lower, upper } of line.intervals) {
          const outside = Math.max(0, lower[i] - price, price - upper[i]);
          if (!group.inside.has(level)) group.inside.set(level, []);
          if (!group.winkler.has(level)) group.winkler.set(level, []);
          group.inside.get(level)!.push(outside === 0 ? 1 : 0);
          group.winkler.get(level)!.push(upper[i] - lower[i] + (2 * outside) / (1 - level));
        }
      }
    });
  }
  return groups;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function expectClose(actual: number | null, expected: number) {
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1e-3, Math.abs(expected)));
}

// The same sums in another order, of up to 17,000 terms.
describe('30 days of hourly forecasts of 24 steps, 2 models, 2 coins', () => {
  beforeAll(async () => {
    for (let hoursIn = 0; hoursIn < hours; hoursIn++) {
      for (const market of markets) {
        await recordHours(ledger, market, [hoursIn]);
        if (hoursIn % 6 !== 0) continue;
        // The truth so far arrives, overlapping what was given before; the store is packed every day.
        await ledger.score(sliceSeries(market, { to: start + hoursIn * hour + 1, last: 48 }));
        if (hoursIn % 24 === 0) await ledger.compact();
      }
    }
  }, 120_000);

  it.each([
    ['all of time', { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }],
    ['a week', { from: start + 7 * 24 * hour, to: start + 14 * 24 * hour }],
  ] as const)('reports what anyone computes from its lines, over %s', async (_, range) => {
    const window = Number.isFinite(range.from) ? range : {};
    const report: LedgerReport = await ledger.report({ ...window, now: end });
    const groups = await recompute(range);
    expect(report.models).toHaveLength(4);
    for (const model of report.models) {
      const scores = [{ ...model, key: `${model.coin} ${model.model}` }];
      for (const step of model.steps)
        scores.push({ ...model, ...step, key: `${model.coin} ${model.model} ${step.step}` });
      expect(scores).toHaveLength(25);
      for (const { key, ...score } of scores) {
        const { e, naive, inside, winkler } = groups.get(key)!;
        expect(score.n).toBe(e.length);
        expectClose(score.mae, meanOf(e.map(Math.abs)));
        expectClose(score.rmse, Math.sqrt(meanOf(e.map((x) => x * x))));
        expectClose(score.bias, meanOf(e));
        expectClose(score.naiveMae, meanOf(naive.map(Math.abs)));
        expectClose(score.skill, 1 - meanOf(e.map(Math.abs)) / meanOf(naive.map(Math.abs)));
        expect(score.intervals.map(({ level }) => level)).toEqual([0.8, 0.95]);
        for (const interval of score.intervals) {
          expectClose(interval.coverage, meanOf(inside.get(interval.level)!));
          expectClose(interval.winkler, meanOf(winkler.get(interval.level)!));
        }
      }
    }
  });
});
