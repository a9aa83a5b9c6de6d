import { describe, expect, it } from 'vitest';
import { InvalidArgumentError, IrregularSeriesError, NonFiniteValueError } from '../../src/errors/index.js';
import { createFeatureStream, type FeatureObservation } from '../../src/features/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { sampleCandles } from './sampleCandles.js';

const spec = { mean: { feature: 'sma', period: 2 } } as const;
const at = (timestamp: number, price: number) => ({ timestamp, price });

describe('createFeatureStream', () => {
  it('is not ready until all columns are known, and says how long that takes', () => {
    const stream = createFeatureStream(spec);
    expect(stream.warmUp).toEqual({ mean: 1 });
    expect(stream.push(at(0, 1))).toEqual({ timestamp: 0, ready: false, values: { mean: Number.NaN } });
    expect(stream.push(at(1, 3))).toEqual({ timestamp: 1, ready: true, values: { mean: 2 } });
    expect(stream.length).toBe(2);
  });

  it('replaces the last observation as often as it changes', () => {
    const stream = createFeatureStream(spec);
    stream.push(at(0, 1));
    stream.push(at(1, 3));
    expect(stream.replaceLast(at(1, 5)).values.mean).toBe(3);
    expect(stream.replaceLast(at(1, 7)).values.mean).toBe(4);
    expect(stream.length).toBe(2);
    expect(stream.push(at(2, 1)).values.mean).toBe(4);
  });

  it('replaces the last observation of a history', () => {
    const history = createPriceSeries({ timestamps: [0, 1], prices: [1, 3] });
    const stream = createFeatureStream(spec, { history });
    expect(stream.length).toBe(2);
    expect(stream.replaceLast(at(1, 5)).values.mean).toBe(3);
    expect(stream.push(at(2, 7)).values.mean).toBe(6);
  });

  it('is left as it was by what it refuses', () => {
    // The momentum of a fall is negative, which a log return of it refuses once it is reached.
    const stream = createFeatureStream({
      mean: { feature: 'sma', period: 2 },
      odd: { feature: 'logReturns', of: { feature: 'momentum', span: 1 } },
    });
    stream.push(at(0, 1));
    stream.push(at(1, 2));
    expect(() => stream.push(at(2, 1))).toThrow(NonFiniteValueError);
    expect(stream.length).toBe(2);
    const { values } = stream.push(at(2, 4));
    expect(values).toEqual({ mean: 3, odd: Math.log(2) });
    expect(() => stream.replaceLast(at(2, 1))).toThrow(/^spec\.odd\.of\[2\] must be a positive number/);
    expect(stream.push(at(3, 8)).values).toEqual({ mean: 6, odd: Math.log(2) });
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^observation must be an object/],
    ['an unknown key', { timestamp: 2, price: 1, prize: 2 }, /Did you mean "price"\?/],
    [
      'no price',
      { timestamp: 2, open: 3 },
      /^observation must be an object with price, which spec\.mean needs/,
    ],
    ['no time', { price: 3 }, /^timestamp\[2\] must be a finite number, got undefined/],
    [
      'a price and a close',
      { timestamp: 2, price: 3, close: 3 },
      /^observation\.price must be absent beside a close/,
    ],
    ['a price of zero', at(2, 0), /^price\[2\] must be a number that is positive, got 0/],
    ['a negative volume', { ...at(2, 1), volume: -1 }, /^volume\[2\] must be a number that is not negative/],
    ['NaN', at(2, Number.NaN), /^price\[2\]/],
    [
      'a close above the high',
      { timestamp: 2, high: 4, close: 5 },
      /^close\[2\] must be a price between the low, 0, and the high, 4/,
    ],
    ['a time that is none', at(Number.NaN, 1), /^timestamp\[2\] must be a finite number/],
    [
      'another coin without price',
      { ...at(2, 1), others: { b: 0 } },
      /^others\.b\[2\] must be a number that is positive/,
    ],
  ])('refuses %s', (_, observation, message) => {
    const stream = createFeatureStream(spec);
    stream.push(at(0, 1));
    stream.push(at(1, 3));
    expect(() => stream.push(observation as FeatureObservation)).toThrow(message);
    expect(stream.push(at(2, 5)).values.mean).toBe(4);
  });

  it('asks for what the features of another coin need', () => {
    const stream = createFeatureStream({ s: { feature: 'relativeStrength', with: { other: 'bitcoin' } } });
    expect(() => stream.push(at(0, 1))).toThrow('an object with others.bitcoin, which spec.s needs');
    stream.push({ ...at(0, 1), others: { bitcoin: 5 } });
    expect(stream.push({ ...at(1, 2), others: { bitcoin: 5 } }).values.s).toBeCloseTo(Math.log(2), 15);
  });

  it('keeps observations in order of time', () => {
    const stream = createFeatureStream(spec);
    expect(() => stream.replaceLast(at(0, 1))).toThrow('There is no observation to replace yet.');
    stream.push(at(60_000, 1));
    const again = () => stream.push(at(60_000, 2));
    expect(again).toThrow(IrregularSeriesError);
    expect(again).toThrow(/repeats the time of the last one\. Use replaceLast/);
    expect(() => stream.push(at(0, 2))).toThrow(/comes before the last one, at 1970-01-01T00:01:00\.000Z/);
    expect(() => stream.replaceLast(at(120_000, 2))).toThrow(/the last observation is at 1970-01-01T00:01/);
  });

  it('refuses wrong options, and a history without a column that it needs', () => {
    expect(() => createFeatureStream(spec, { histroy: 1 } as never)).toThrow(/Did you mean "history"\?/);
    expect(() => createFeatureStream(spec, { history: [1, 2] as never })).toThrow(InvalidArgumentError);
    const prices = createPriceSeries({ timestamps: [0, 1], prices: [1, 3] });
    expect(() => createFeatureStream({ a: { feature: 'atr' } }, { history: prices })).toThrow(
      'needs its column high',
    );
    expect(createFeatureStream({ a: { feature: 'atr' } }, { history: sampleCandles(20) }).length).toBe(20);
  });
});
