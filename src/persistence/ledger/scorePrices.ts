import {
  InvalidArgumentError,
  requireBoolean,
  requireInteger,
  requireKnownKeys,
  requireNumber,
} from '../../errors/index.js';
import { isPriceSeries, type PriceSeries } from '../../series/index.js';
import { keyOfLines } from './keyOfLines.js';
import { knownPrices } from './knownPrices.js';
import { requireText } from './LedgerQuery.js';
import type { LedgerStore } from './LedgerStore.js';
import type { LedgerSeries } from './ledgerKeys.js';
import { largestNumber, type PricesLine, pricesId } from './ledgerLine.js';
import { readSeries, type SeriesRecords } from './readSeries.js';
import { stepsWithin } from './stepSums.js';

/** Options of a ledger's `score`. */
export interface ScoreOptions {
  /** The coin, where the series does not name it. Default: that of the series. */
  readonly coin?: string | undefined;
  /** Whether the prices replace those known of the same times. Default false: what was settled stays. */
  readonly correct?: boolean | undefined;
}

/** What a ledger's `score` did. */
export interface ScoreResult {
  /** The number of steps of forecasts that were open and now have a score. */
  readonly settled: number;
  /** The number of steps whose score was changed by a correction. */
  readonly corrected: number;
  /**
   * The times at which the ledger knows another price than the series has, epoch ms UTC: those of scores that were left
   * as they are. Empty with `correct`.
   */
  readonly differing: readonly number[];
}

/** Gives prices to the steps of forecasts that wait for them. */
export async function scorePrices(
  ledger: LedgerStore,
  prices: PriceSeries,
  options: ScoreOptions,
  now: () => number,
): Promise<ScoreResult> {
  requireKnownKeys('score options', options, ['coin', 'correct']);
  if (!isPriceSeries(prices)) {
    throw new InvalidArgumentError({
      argument: 'prices',
      value: prices,
      expected: 'a PriceSeries',
      hint: 'Make one with createPriceSeries.',
    });
  }
  const series = seriesOf(prices, options.coin);
  const corrects = requireBoolean('correct', options.correct ?? false);
  const range = { from: prices.timestamps[0]!, to: prices.timestamps.at(-1)! + 1 };
  const records = await readSeries(ledger, series, range);
  const awaited = stepsByTime(records, range);
  const known = knownPrices(records.prices);
  const result = { settled: 0, corrected: 0, differing: [] as number[] };
  const fresh: { timestamps: number[]; prices: number[] } = { timestamps: [], prices: [] };
  for (const [i, time] of prices.timestamps.entries()) {
    const steps = awaited.get(time);
    const price = prices.prices[i]!;
    const before = known.get(time);
    if (steps === undefined || price === before) continue;
    if (before === undefined) result.settled += steps;
    else if (corrects) result.corrected += steps;
    else {
      result.differing.push(time);
      continue;
    }
    fresh.timestamps.push(time);
    fresh.prices.push(requireNumber(`prices.prices[${i}]`, price, { above: 0, max: largestNumber }));
  }
  if (fresh.timestamps.length > 0)
    await writePrices(ledger, {
      ...series,
      corrects,
      knownAt: requireInteger('clock.now()', Math.floor(now()), { min: 0 }),
      ...fresh,
    });
  return Object.freeze({ ...result, differing: Object.freeze(result.differing) });
}

function seriesOf({ coinId, vsCurrency }: PriceSeries, coin: string | undefined): LedgerSeries {
  if (coin === undefined && coinId === 'unknown') {
    throw new InvalidArgumentError({
      argument: 'coin',
      value: coin,
      expected: 'given where the series does not name its coin',
      hint: 'Pass it, or make the series with coinId.',
    });
  }
  return { coin: requireText('coin', coin ?? coinId), vsCurrency: vsCurrency.toLowerCase() };
}

/** How many steps of forecasts are due at each time of a span. */
function stepsByTime(
  { forecasts, prunedBefore }: SeriesRecords,
  range: { readonly from: number; readonly to: number },
): Map<number, number> {
  const steps = new Map<number, number>();
  for (const forecast of forecasts) {
    const { first, end } = stepsWithin(forecast, { from: Math.max(range.from, prunedBefore), to: range.to });
    for (let index = first; index < end; index++) {
      const due = forecast.firstAt + index * forecast.stepMs;
      steps.set(due, (steps.get(due) ?? 0) + 1);
    }
  }
  return steps;
}

async function writePrices(ledger: LedgerStore, content: Omit<PricesLine, 'type' | 'id'>): Promise<void> {
  const line: PricesLine = { type: 'prices', id: pricesId(content), ...content };
  await ledger.write(keyOfLines(line, 0, [line]), [line]);
}
