import { describe, expect, it } from 'vitest';
import {
  type CoincastError,
  DegenerateSeriesError,
  InsufficientDataError,
  InvalidArgumentError,
  IrregularSeriesError,
  NonFiniteValueError,
  SerializationError,
} from '../../src/errors/index.js';
import type { FittedModel, ForecastOptions, TrainOptions } from '../../src/models/index.js';
import { createPriceSeries, type SeriesInput } from '../../src/series/index.js';

/** A family of models as the contract sees it. */
export interface ModelFamily<Model extends FittedModel> {
  readonly train: (series: SeriesInput, options?: TrainOptions) => Model;
  readonly restore: (state: unknown) => Model;
  /** Whether two models give the forecasts they should share after one has appended what the other knows. */
  readonly appendIsRefilter?: (series: readonly number[], split: number) => [appended: Model, whole: Model];
  /** Whether missing values, `NaN` or steps without an observation, are taken; otherwise they are refused. */
  readonly takesGaps?: boolean;
  /** Whether time is taken as it is, so that irregular timestamps are welcome; otherwise observations are counted. */
  readonly takesAnyTimes?: boolean;
}

const hour = 3_600_000;
const start = Date.UTC(2024, 2, 30);

/** A seeded walk of prices with some short memory, 200 long. */
export const samplePrices: readonly number[] = (() => {
  let seed = 20240330;
  const uniform = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed + 0.5) / 2 ** 32;
  };
  let price = 60_000;
  let shock = 0;
  return Array.from({ length: 200 }, () => {
    const noise = uniform() + uniform() + uniform() - 1.5;
    price *= 1 + 0.01 * (noise + 0.4 * shock);
    shock = noise;
    return price;
  });
})();

export const priceSeriesOf = (prices: readonly number[], from = 0, coinId = 'bitcoin') =>
  createPriceSeries({
    timestamps: prices.map((_, i) => start + (from + i) * hour),
    prices,
    coinId,
    stepMs: hour,
  });

/** What every model keeps: registered once by the test of each family. */
export function describeModelContract<Model extends FittedModel>(
  kind: string,
  { train, restore, appendIsRefilter, takesGaps = false, takesAnyTimes = false }: ModelFamily<Model>,
): void {
  const model = train(samplePrices);
  const timed = train(priceSeriesOf(samplePrices));
  const sameForecasts = (a: FittedModel, b: FittedModel) => {
    expect(a.forecast({ horizon: 30, levels: [0.5, 0.9] })).toEqual(
      b.forecast({ horizon: 30, levels: [0.5, 0.9] }),
    );
  };

  describe(`${kind} keeps the contract of models`, () => {
    it('forecasts arrays of the horizon, all finite', () => {
      for (const horizon of [1, 2, 24, 500]) {
        const { timestamps, mean, intervals } = model.forecast({ horizon });
        for (const values of [timestamps, mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])]) {
          expect(values).toBeInstanceOf(Float64Array);
          expect(values.length).toBe(horizon);
          expect(values.every(Number.isFinite)).toBe(true);
        }
      }
    });

    it('nests intervals by level around the mean, and never narrows them with the horizon by much', () => {
      const { mean, intervals } = model.forecast({ horizon: 48, levels: [0.99, 0.5, 0.8] });
      expect(intervals.map(({ level }) => level)).toEqual([0.5, 0.8, 0.99]);
      let inner = { lower: mean, upper: mean };
      for (const interval of intervals) {
        expect(interval.lower.every((value, i) => value < inner.lower[i]!)).toBe(true);
        expect(interval.upper.every((value, i) => value > inner.upper[i]!)).toBe(true);
        inner = interval;
      }
      const width = (i: number) => inner.upper[i]! - inner.lower[i]!;
      expect(width(47)).toBeGreaterThan(0.999 * width(0));
    });

    it('gives the levels 0.8 and 0.95 when none are asked for, and none for an empty list', () => {
      expect(model.forecast({ horizon: 1 }).intervals.map(({ level }) => level)).toEqual([0.8, 0.95]);
      expect(model.forecast({ horizon: 1, levels: [] }).intervals).toEqual([]);
    });

    it('gives the same first steps whatever the horizon', () => {
      const long = model.forecast({ horizon: 40 });
      const short = model.forecast({ horizon: 7 });
      expect(long.mean.slice(0, 7)).toEqual(short.mean);
      expect(long.intervals[1]!.upper.slice(0, 7)).toEqual(short.intervals[1]!.upper);
    });

    it('counts on from the last timestamp of a PriceSeries, and from the last position of bare numbers', () => {
      const last = start + 199 * hour;
      expect([...timed.forecast({ horizon: 3 }).timestamps]).toEqual([
        last + hour,
        last + 2 * hour,
        last + 3 * hour,
      ]);
      expect([...model.forecast({ horizon: 2 }).timestamps]).toEqual([200, 201]);
    });

    it('forecasts the same from a PriceSeries, an array and a Float64Array', () => {
      const floats = train(Float64Array.from(samplePrices));
      const of = (each: FittedModel) => each.forecast({ horizon: 5 });
      expect(of(floats)).toEqual(of(model));
      expect(of(timed).mean).toEqual(of(model).mean);
      expect(of(timed).intervals).toEqual(of(model).intervals);
    });

    it('summarises its training', () => {
      const clock = { times: [1000, 1250], now: () => clock.times.shift() ?? 1250 };
      const { training } = train(priceSeriesOf(samplePrices), { clock });
      expect(training).toMatchObject({
        n: 200,
        firstTimestamp: start,
        lastTimestamp: start + 199 * hour,
        stepMs: hour,
        coinId: 'bitcoin',
        vsCurrency: 'usd',
        fittedAt: 1250,
        durationMs: 250,
      });
      expect(training.fingerprint).toMatch(/^[0-9a-f]{16}$/);
      expect(model.training).toMatchObject({ n: 200, firstTimestamp: 0, lastTimestamp: 199, stepMs: 1 });
      expect(model.training).not.toHaveProperty('coinId');
      const nudged = samplePrices.map((price, i) => (i === 100 ? price * (1 + 1e-15) : price));
      expect(train(nudged).training.fingerprint).not.toBe(model.training.fingerprint);
    });

    it('is of its kind, frozen all the way down, and does not change its input', () => {
      expect(model.kind).toBe(kind);
      const frozen = (value: unknown): boolean =>
        typeof value !== 'object' ||
        value === null ||
        ArrayBuffer.isView(value) ||
        (Object.isFrozen(value) && Object.values(value).every(frozen));
      expect(frozen(model)).toBe(true);
      expect(frozen(model.toJSON())).toBe(true);
      expect(frozen(model.forecast({ horizon: 2 }))).toBe(true);
      const input = Float64Array.from(samplePrices);
      train(input).append(input.slice(0, 3));
      expect(input).toEqual(Float64Array.from(samplePrices));
    });

    it('keeps its state apart from the arrays it gave out', () => {
      const expected = model.forecast({ horizon: 4 });
      model.forecast({ horizon: 4 }).mean.fill(0);
      expect(model.forecast({ horizon: 4 })).toEqual(expected);
    });

    it('comes back from JSON with bit-identical forecasts, also after appending', () => {
      const text = JSON.stringify(model);
      const restored = restore(JSON.parse(text));
      sameForecasts(restored, model);
      expect(JSON.stringify(restored)).toBe(text);
      expect(restored.training).toEqual(model.training);
      const more = [61_000, 61_500.25];
      sameForecasts(restored.append(more), model.append(more));
      const appended = timed.append(priceSeriesOf(more, 200));
      sameForecasts(restore(JSON.parse(JSON.stringify(appended))), appended);
    });

    it('appends one by one as all at once', () => {
      const more = samplePrices.slice(50, 57);
      const atOnce = model.append(more);
      const oneByOne = more.reduce<FittedModel>((grown, price) => grown.append([price]), model);
      sameForecasts(oneByOne, atOnce);
      expect(atOnce.training).toEqual({ ...model.training, n: 207, lastTimestamp: 206 });
      sameForecasts(model.append([]), model);
    });

    it('appends a PriceSeries that continues its own', () => {
      const appended = timed.append(priceSeriesOf([61_000, 61_100], 200));
      expect(appended.training.lastTimestamp).toBe(start + 201 * hour);
      expect(appended.forecast({ horizon: 1 }).timestamps[0]).toBe(start + 202 * hour);
      sameForecasts(appended, timed.append([61_000, 61_100]));
    });

    if (appendIsRefilter !== undefined) {
      it('knows after appending what it would have known from the start', () => {
        for (const split of [25, 100, 199]) {
          const [appended, whole] = appendIsRefilter(samplePrices, split);
          const expected = whole.forecast({ horizon: 20 });
          const actual = appended.forecast({ horizon: 20 });
          const scale = expected.intervals[0]!.upper[0]! - expected.mean[0]!;
          const apart = (a: Float64Array, b: Float64Array) =>
            a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!) / scale), 0);
          expect(apart(actual.mean, expected.mean)).toBeLessThan(1e-8);
          expect(apart(actual.intervals[1]!.upper, expected.intervals[1]!.upper)).toBeLessThan(1e-8);
        }
      });
    }

    it.each([
      ...(takesGaps
        ? []
        : [{ case_: 'a gap after the training series', from: 201, reason: 'not-contiguous' }]),
      { case_: 'an overlap', from: 199, reason: 'not-contiguous' },
    ])('refuses to append after $case_', ({ from, reason }) => {
      expect(() => timed.append(priceSeriesOf([61_000, 61_100], from))).toThrow(
        expect.objectContaining({ name: 'IrregularSeriesError', reason }),
      );
    });

    it('refuses to append another coin, and values that are not finite', () => {
      expect(() => timed.append(priceSeriesOf([3000], 200, 'ethereum'))).toThrow(InvalidArgumentError);
      expect(() => model.append([61_000, Number.POSITIVE_INFINITY])).toThrow(NonFiniteValueError);
      expect(() => model.append('61000' as never)).toThrow(InvalidArgumentError);
    });

    it(takesGaps ? 'appends across gaps' : 'refuses to append gaps', () => {
      const gapped = createPriceSeries({
        timestamps: [200, 201, 203].map((i) => start + i * hour),
        prices: [61_000, 61_100, 61_200],
        stepMs: hour,
      });
      const values = [61_000, 61_100, Number.NaN, 61_200];
      if (takesGaps) {
        sameForecasts(timed.append(gapped), timed.append(values));
        expect(timed.append(gapped).training).toEqual(timed.append(values).training);
        return;
      }
      expect(() => timed.append(gapped)).toThrow(/fillGaps/);
      expect(() => model.append(values)).toThrow(NonFiniteValueError);
    });

    it.each<[string, unknown]>([
      ['no horizon', {}],
      ['horizon 0', { horizon: 0 }],
      ['a fractional horizon', { horizon: 1.5 }],
      ['a horizon past the longest', { horizon: 100_001 }],
      ['level 0', { horizon: 1, levels: [0] }],
      ['level 95', { horizon: 1, levels: [95] }],
      ['a level twice', { horizon: 1, levels: [0.9, 0.9] }],
      ['levels that are not an array', { horizon: 1, levels: 0.9 }],
      ['an unknown option', { horizon: 1, level: [0.9] }],
      ['no options', undefined],
    ])('refuses to forecast with %s', (_, options) => {
      expect(() => model.forecast(options as ForecastOptions)).toThrow(InvalidArgumentError);
    });

    const irregular = takesAnyTimes
      ? 'trains on a series that is not regular in time'
      : 'refuses a series that is not regular in time, and says how to mend it';
    it(irregular, () => {
      const crowded = createPriceSeries({
        timestamps: samplePrices.map((_, i) => start + (i < 100 ? i : i - 0.8) * hour),
        prices: samplePrices,
        stepMs: hour,
      });
      if (takesAnyTimes) {
        expect(train(crowded).forecast({ horizon: 5 }).mean.every(Number.isFinite)).toBe(true);
        return;
      }
      expect(() => train(crowded)).toThrow(IrregularSeriesError);
      expect(() => train(crowded)).toThrow(/resampleSeries/);
    });

    it(takesGaps ? 'trains across gaps' : 'refuses gaps, and says how to mend them', () => {
      const gapped = createPriceSeries({
        timestamps: samplePrices.map((_, i) => start + (i < 100 ? i : i + 2) * hour),
        prices: samplePrices,
      });
      const values = [...samplePrices.slice(0, 100), Number.NaN, Number.NaN, ...samplePrices.slice(100)];
      if (takesGaps) {
        const forecast = train(gapped).forecast({ horizon: 5 });
        expect(forecast.mean).toEqual(train(values).forecast({ horizon: 5 }).mean);
        expect(forecast.timestamps[0]).toBe(start + 202 * hour);
        return;
      }
      expect(() => train(gapped)).toThrow(IrregularSeriesError);
      expect(() => train(gapped)).toThrow(/fillGaps/);
      expect(() => train(values)).toThrow(NonFiniteValueError);
    });

    it('takes timestamps that are seconds early or late', () => {
      const jittered = createPriceSeries({
        timestamps: samplePrices.map((_, i) => start + i * hour + ((i * 7919) % 60_000)),
        prices: samplePrices,
        stepMs: hour,
      });
      const { mean } = train(jittered).forecast({ horizon: 1 });
      const [expected] = model.forecast({ horizon: 1 }).mean;
      if (takesAnyTimes) expect(mean[0]! / expected!).toBeCloseTo(1, 3);
      else expect(mean).toEqual(model.forecast({ horizon: 1 }).mean);
    });

    it.each<[string, readonly number[], new (...args: never[]) => CoincastError]>([
      ['an empty series', [], InsufficientDataError],
      ['one value', [1], InsufficientDataError],
      ['equal values', new Array(50).fill(7), DegenerateSeriesError],
      [
        'NaN at the start',
        samplePrices.map((price, i) => (i === 0 ? Number.NaN : price)),
        NonFiniteValueError,
      ],
      ['Infinity', samplePrices.map((price, i) => (i === 199 ? Infinity : price)), NonFiniteValueError],
      ['values whose squares overflow', samplePrices.map((price) => price * 1e200), InvalidArgumentError],
      ['values whose squares vanish', samplePrices.map((price) => price * 1e-200), InvalidArgumentError],
      ['text', 'prices' as never, InvalidArgumentError],
    ])('refuses %s', (_, series, type) => {
      expect(() => train(series)).toThrow(type);
    });

    it.each([1e-9, 1e9, 2 ** -60])('forecasts a multiple of the series as the multiple: %d', (factor) => {
      const scaled = train(samplePrices.map((price) => price * factor)).forecast({ horizon: 10 });
      const expected = model.forecast({ horizon: 10 });
      expect(scaled.mean.every((value, i) => Math.abs(value / factor / expected.mean[i]! - 1) < 1e-8)).toBe(
        true,
      );
      const upper = expected.intervals[1]!.upper;
      expect(
        scaled.intervals[1]!.upper.every((value, i) => Math.abs(value / factor / upper[i]! - 1) < 1e-8),
      ).toBe(true);
    });

    it("refuses unknown options, and rethrows the signal's own reason", () => {
      expect(() => train(samplePrices, { sginal: undefined } as TrainOptions)).toThrow(InvalidArgumentError);
      expect(() => train(samplePrices, { signal: 'stop' as never })).toThrow(InvalidArgumentError);
      expect(() => train(samplePrices, { clock: Date as never, signal: undefined })).not.toThrow();
      expect(() => train(samplePrices, { clock: {} as never })).toThrow(InvalidArgumentError);
      const reason = new Error('the user left');
      expect(() => train(samplePrices, { signal: AbortSignal.abort(reason) })).toThrow(reason);
    });

    it.each<[string, (state: Record<string, unknown>) => unknown]>([
      ['another kind', (state) => ({ ...state, kind: kind === 'drift' ? 'naive' : 'drift' })],
      ['a newer version', (state) => ({ ...state, version: 99 })],
      ['an unknown field', (state) => ({ ...state, extra: 1 })],
      ['a missing training summary', ({ training: _, ...state }) => state],
      [
        'a fingerprint that is none',
        (state) => ({ ...state, training: { ...model.training, fingerprint: '' } }),
      ],
      ['a string', (state) => JSON.stringify(state)],
      ['null', () => null],
      ['an array', (state) => [state]],
    ])('refuses to be restored from %s', (_, spoil) => {
      expect(() => restore(spoil(JSON.parse(JSON.stringify(model))))).toThrow(SerializationError);
    });

    it('refuses every state with a number gone wrong', () => {
      const state = JSON.parse(JSON.stringify(model)) as Record<string, unknown>;
      const numbers = Object.keys(state).filter((key) => typeof state[key] === 'number');
      for (const key of numbers) {
        for (const value of [null, 'x', Number.NaN, Number.POSITIVE_INFINITY]) {
          expect(() => restore({ ...state, [key]: value })).toThrow(SerializationError);
        }
      }
    });
  });
}
