import { describe, expect, it } from 'vitest';
import {
  type CoincastError,
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  NonFiniteValueError,
} from '../../src/errors/index.js';
import {
  auditLeakage,
  buildFeatures,
  createFeatureStream,
  type FeatureColumnSpec,
  type FeatureObservation,
  type OtherSeries,
} from '../../src/features/index.js';
import {
  type CandleSeries,
  candlesToPrices,
  createCandleSeries,
  createPriceSeries,
} from '../../src/series/index.js';
import { mapCandles, sampleCandles } from '../features/sampleCandles.js';

/** A feature as the contract sees it. */
export interface ContractedFeature {
  readonly spec: FeatureColumnSpec;
  /** By which power of the unit of prices each column scales, in their order; default 0 for all. */
  readonly pricePowers?: readonly number[];
  /** By which power of the unit of volumes. */
  readonly volumePowers?: readonly number[];
  /** The columns of candles that it reads. */
  readonly reads: readonly ('open' | 'high' | 'low' | 'close' | 'volume')[];
  /** The first column that it lacks in a series of prices, if it does. */
  readonly lacks?: 'open' | 'high' | 'close';
  /** What becomes of a constant: refused where nothing can be measured, else the value of each column. */
  readonly constant: 'refused' | readonly number[];
}

const length = 140;
const others = otherSeries(sampleCandles());

/** What every feature keeps: registered once for each. */
export function describeFeatureContract(name: string, feature: ContractedFeature): void {
  const { spec, reads, lacks } = feature;
  const candles = sampleCandles(length);
  const build = (series: CandleSeries, keepWarmUp = true) =>
    buildFeatures(series, { x: spec }, { keepWarmUp, others });
  const table = build(candles);
  const names = Object.keys(table.columns) as (keyof typeof table.columns)[];
  const longest = Math.max(...names.map((column) => table.warmUp[column]));

  describe(`${name} keeps the contract of features`, () => {
    it('is NaN in the warm-up it declares and nowhere else', () => {
      for (const column of names) {
        const values = table.columns[column];
        expect(values).toHaveLength(length);
        expect([...values].map(Number.isFinite)).toEqual(
          [...values].map((_, row) => row >= table.warmUp[column]),
        );
      }
      expect(longest).toBeLessThan(length / 2);
    });

    it('leaves out all rows that are not known, unless asked to keep them', () => {
      const { timestamps, columns } = build(candles, false);
      expect(timestamps).toEqual(candles.timestamps.slice(longest));
      for (const column of names) expect(columns[column]).toEqual(table.columns[column].slice(longest));
    });

    it('knows nothing of the future', () => {
      const audit = auditLeakage({ x: spec }, candles, { cuts: 32, others });
      expect(audit).toEqual({ clean: true, leaks: [], replays: 64, skipped: 0 });
    });

    it('depends on no more observations than it declares', () => {
      const from = length - 30;
      const series = sampleCandles(length);
      for (const column of names) {
        const reach = table.lookBack[column];
        if (reach === Number.POSITIVE_INFINITY) continue;
        const forgotten = from - reach + 1;
        const elsewhere = mapCandles(series, (price, row) => (row < forgotten ? price * 3 : price));
        const values = build(elsewhere).columns[column];
        allNear(values.slice(from), table.columns[column].slice(from), 1e-9);
      }
    });

    it('gives the same bits a candle at a time, whatever the last one was before it closed', () => {
      const stream = createFeatureStream({ x: spec });
      const wild = createFeatureStream({ x: spec });
      const streamed = Array.from({ length }, (_, row) => {
        const last = observationAt(candles, row);
        wild.push(provisional(last, 0.5));
        wild.replaceLast(provisional(last, 2));
        return [stream.push(last), wild.replaceLast(last)] as const;
      });
      for (const column of names) {
        for (const way of [0, 1] as const) {
          expect(Float64Array.from(streamed, (row) => row[way].values[column])).toEqual(
            table.columns[column],
          );
        }
      }
      expect(streamed.map(([, { ready }]) => ready)).toEqual(streamed.map((_, row) => row >= longest));
    });

    it('goes on after a history as if it had been there', () => {
      const history = sampleCandles(length - 20);
      const stream = createFeatureStream({ x: spec }, { history, others });
      stream.replaceLast(provisional(observationAt(candles, length - 21), 3));
      stream.replaceLast(observationAt(candles, length - 21));
      for (let row = length - 20; row < length; row++) {
        const { values } = stream.push(observationAt(candles, row));
        for (const column of names) expect(values[column]).toBe(table.columns[column][row]);
      }
    });

    it.each([2, 1 / 3, 1000])('keeps the law of scale for prices times %d', (scale) => {
      const scaled = build(mapCandles(candles, (price) => price * scale)).columns;
      follows(names, table.columns, scaled, feature.pricePowers, scale);
    });

    it.each([2, 1 / 3, 1000])('keeps the law of scale for volumes times %d', (scale) => {
      const scaled = build(
        mapCandles(
          candles,
          (price) => price,
          (volume) => volume * scale,
        ),
      ).columns;
      follows(names, table.columns, scaled, feature.volumePowers, scale);
    });

    it('is the same a week later', () => {
      const later = mapCandles(
        candles,
        (price) => price,
        (volume) => volume,
        (time) => time + 7 * 86_400_000,
      );
      const moved = buildFeatures(later, { x: spec }, { keepWarmUp: true, others: otherSeries(later) });
      for (const column of names) allNear(moved.columns[column], table.columns[column], 1e-9);
    });

    it('does not touch its input, and freezes its result', () => {
      const before = sampleCandles(length);
      const after = sampleCandles(length);
      build(after);
      expect(after).toEqual(before);
      for (const part of [table, table.columns, table.warmUp, table.lookBack]) {
        expect(Object.isFrozen(part)).toBe(true);
      }
    });

    it('begins with the shortest series that its warm-up allows', () => {
      expect(build(sampleCandles(longest + 1), false).timestamps).toHaveLength(1);
      if (longest === 0) return;
      for (const keep of [true, false]) {
        expect(() => build(sampleCandles(longest), keep)).toThrow(InsufficientDataError);
      }
      expect(() => build(sampleCandles(longest))).toThrow(
        expect.objectContaining({ needed: longest + 1, got: longest }),
      );
    });

    it('refuses columns with a value that is not finite', () => {
      for (const column of reads) {
        for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
          const damaged = sampleCandles(length);
          damaged[`${column}s`]![77] = value;
          expect(() => build(damaged)).toThrow(NonFiniteValueError);
          expect(() => build(damaged)).toThrow(expect.objectContaining({ index: 77 }));
          const stream = createFeatureStream({ x: spec });
          const observation = { ...observationAt(candles, 0), [column]: value };
          expect(() => stream.push(observation)).toThrow(NonFiniteValueError);
        }
      }
    });

    it('says which column is missing and how to get it', () => {
      const prices = candlesToPrices(candles);
      const { volumes: _, ...withoutVolumes } = candles;
      const act = () => buildFeatures(prices, { x: spec }, { others });
      if (lacks === undefined) {
        expect(act).not.toThrow();
      } else {
        expect(act).toThrow(InvalidArgumentError);
        expect(act).toThrow(`series must be a CandleSeries: spec.x needs its column ${lacks}`);
        expect(act).toThrow('Get candles with fetchCandles or parseCandlesCsv');
      }
      if (reads.includes('volume')) {
        const bare = createCandleSeries(withoutVolumes);
        expect(() => build(bare)).toThrow('series must be a series with volumes, which spec.x');
        expect(() => build(bare)).toThrow(
          'createCandleSeries, parseCandlesCsv and createPriceSeries take volumes',
        );
      }
    });

    it('refuses a constant or has a value for it, never NaN', () => {
      const still = mapCandles(
        candles,
        () => 10,
        () => 5,
      );
      if (feature.constant === 'refused') {
        expect(() => build(still)).toThrow(DegenerateSeriesError);
        expect(() => build(still)).toThrow(/^spec\.x measures against how its input varies, but/);
        return;
      }
      for (const [index, column] of names.entries()) {
        const expected = feature.constant[index]!;
        const values = build(still, false).columns[column];
        expect(values.every((value) => value === expected || Number.isNaN(expected))).toBe(true);
      }
    });

    it('refuses options it does not know, naming the nearest', () => {
      const wrong = { x: { ...spec, perriod: 3 } } as never;
      expect(() => buildFeatures(candles, wrong, { others })).toThrow(InvalidArgumentError);
      expect(() => buildFeatures(candles, wrong, { others })).toThrow(
        /^spec\.x must be an object with the keys/,
      );
    });

    it('refuses every number option out of bounds, naming it', () => {
      for (const [option, value] of Object.entries(spec)) {
        if (typeof value !== 'number') continue;
        for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY, '3', null]) {
          let caught: CoincastError | undefined;
          try {
            buildFeatures(candles, { x: { ...spec, [option]: wrong } } as never, { others });
          } catch (error) {
            caught = error as CoincastError;
          }
          expect(caught).toBeInstanceOf(InvalidArgumentError);
          expect(caught?.message).toMatch(new RegExp(`^spec\\.x\\.${option} must be`));
        }
      }
    });
  });
}

/** Another coin at the times of the candles, moving in its own way. */
function otherSeries({ timestamps, closes }: CandleSeries): OtherSeries {
  const prices = closes.map((close, row) => close * (1 + 0.02 * Math.sin(row * row)));
  return { rival: createPriceSeries({ timestamps, prices }) };
}

function observationAt(candles: CandleSeries, row: number): FeatureObservation {
  return {
    timestamp: candles.timestamps[row]!,
    open: candles.opens[row]!,
    high: candles.highs[row]!,
    low: candles.lows[row]!,
    close: candles.closes[row]!,
    volume: candles.volumes![row]!,
    others: { rival: (others['rival'] as { prices: Float64Array }).prices[row]! },
  };
}

/** A candle that went another way so far. */
function provisional(observation: FeatureObservation, factor: number): FeatureObservation {
  const { open, high, low, close, volume } = observation as Record<
    'open' | 'high' | 'low' | 'close' | 'volume',
    number
  >;
  return {
    ...observation,
    high: Math.max(high, close * factor, open),
    low: Math.min(low, close * factor, open),
    close: close * factor,
    volume: volume * factor + 1,
    others: { rival: 7 * factor },
  };
}

/** Expects each value near its counterpart, relative to it or to 1, and unknown where that is. */
function allNear(actual: Float64Array, expected: Float64Array, tolerance: number, largest?: number): void {
  expect(actual).toHaveLength(expected.length);
  const apart = [...expected].map((value, row) => {
    if (Number.isNaN(value) || Number.isNaN(actual[row])) {
      return Number.isNaN(value) && Number.isNaN(actual[row]) ? 0 : Number.POSITIVE_INFINITY;
    }
    return Math.abs(actual[row]! - value) / (largest ?? Math.max(1, Math.abs(value)));
  });
  expect(Math.max(...apart)).toBeLessThanOrEqual(tolerance);
}

/** Every column scales with its power, to rounding relative to its own largest value. */
function follows(
  names: readonly string[],
  columns: Readonly<Record<string, Float64Array>>,
  scaled: Readonly<Record<string, Float64Array>>,
  powers: readonly number[] | undefined,
  scale: number,
): void {
  for (const [index, column] of names.entries()) {
    const expected = columns[column]!.map((value) => value * scale ** (powers?.[index] ?? 0));
    allNear(
      scaled[column]!,
      expected,
      1e-9,
      Math.max(...expected.filter(Number.isFinite).map(Math.abs), 1e-300),
    );
  }
}
