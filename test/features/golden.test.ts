import { describe, expect, it } from 'vitest';
import * as room from '../../src/features/index.js';
import pandas from '../golden/features-pandas/cases.json' with { type: 'json' };
import talib from '../golden/features-talib/cases.json' with { type: 'json' };
import ttr from '../golden/features-ttr/cases.json' with { type: 'json' };
import { mapCandles, sampleCandles } from './sampleCandles.js';

interface GoldenCase {
  readonly feature: string;
  readonly options: object;
  readonly columns: object;
}

const candles = sampleCandles();
const functions = new Map<string, unknown>(Object.entries(room));
const ofPairs = ['rollingCorrelation', 'relativeStrength'];

/** Our columns beside theirs, which end together. */
function columnsOf({ feature, options, columns }: GoldenCase, series = candles) {
  const run = functions.get(feature) as (...input: unknown[]) => Float64Array | Record<string, Float64Array>;
  const result = ofPairs.includes(feature) ? run(series, series.opens, options) : run(series, options);
  return Object.entries(columns as Record<string, readonly number[]>).map(([name, theirs]) => ({
    name,
    theirs,
    ours: result instanceof Float64Array ? result : result[name]!,
  }));
}

/** How far each value is from theirs, relative to their largest: some features pass through zero. */
function apart(ours: Float64Array, theirs: readonly number[]): number[] {
  const largest = Math.max(...theirs.map(Math.abs));
  return theirs.map((value, row) => Math.abs(ours[ours.length - theirs.length + row]! - value) / largest);
}

function firstKnown(ours: Float64Array): number {
  return ours.findIndex(Number.isFinite);
}

// TA-Lib and pandas carry sums on by adding one value and subtracting another, and take variances from sums of
// squares: on prices of some 3,000 that vary by 10 some 6 of 16 digits are lost.
const carriedSums = 1e-9;
// TTR carries means on, too, but not variances; the JSON has 15 digits.
const printed = 1e-12;

describe('features agree with TA-Lib', () => {
  const agreeing = talib.cases.filter(({ feature }) => feature !== 'macd');

  it.each(agreeing)('$feature $options', (given) => {
    for (const { name, ours, theirs } of columnsOf(given)) {
      expect(Math.max(...apart(ours, theirs))).toBeLessThanOrEqual(carriedSums);
      // Of two averages in turn TA-Lib gives the first only from where the second is known.
      const late =
        given.feature === 'stochastic' && name === 'k' ? firstKnown(columnsOf(given)[1]!.ours) : undefined;
      expect(ours.length - theirs.length).toBe(late ?? firstKnown(ours));
    }
  });

  it('macd, once the later start of its fast average is forgotten', () => {
    for (const { name, ours, theirs } of columnsOf(talib.cases.find(({ feature }) => feature === 'macd')!)) {
      const differences = apart(ours, theirs);
      expect(differences[0]).toBeGreaterThan(1e-4);
      expect(Math.max(...differences.slice(200)), name).toBeLessThanOrEqual(carriedSums);
    }
  });

  it('but not where nothing moves', () => {
    // The last window alone is still: a series that is still throughout is refused.
    const still = mapCandles(candles, (price, row) => (row < 100 ? price : 2500));
    expect(talib.flat).toEqual({ rsi: 0, stochastic: 0, williamsR: 0, cci: 0, mfi: 0 });
    expect(room.stochastic(still).k.at(-1)).toBe(50);
    expect(room.williamsR(still).at(-1)).toBe(-50);
    expect(room.cci(still).at(-1)).toBe(0);
    expect(room.mfi(still).at(-1)).toBe(50);
  });
});

describe('features agree with TTR and R', () => {
  it.each(ttr)('$feature $options', (given) => {
    for (const { ours, theirs } of columnsOf(given)) {
      expect(Math.max(...apart(ours, theirs))).toBeLessThanOrEqual(printed);
      expect(ours.length - theirs.length).toBe(firstKnown(ours));
    }
  });
});

describe('features agree with pandas', () => {
  it.each(pandas)('$feature $options', (given) => {
    for (const { ours, theirs } of columnsOf(given)) {
      expect(Math.max(...apart(ours, theirs))).toBeLessThanOrEqual(carriedSums);
      expect(ours.length - theirs.length).toBe(firstKnown(ours));
    }
  });
});
