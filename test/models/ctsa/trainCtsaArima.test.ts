import Arima from 'arima';
import { describe, expect, it } from 'vitest';
import { CoincastError, ConvergenceError } from '../../../src/errors/index.js';
import { type CtsaConstructor, trainArima, trainCtsaArima } from '../../../src/models/index.js';
import { simulateMarket } from '../../../src/testing/index.js';

const market = simulateMarket({ seed: 7, length: 300 });

/** A stand-in for the package, which counts what it makes and frees. */
function standIn(predict: () => [number[], number[]]) {
  const counts = { made: 0, freed: 0 };
  class Engine {
    constructor() {
      counts.made += 1;
    }
    train() {}
    predict = predict;
    destroy() {
      counts.freed += 1;
    }
  }
  return { Engine: Engine as unknown as CtsaConstructor, counts };
}

describe('trainCtsaArima', () => {
  it('agrees with trainArima about as well as two optimisers do', () => {
    const ctsa = trainCtsaArima(market, { Arima, order: [1, 1, 0], method: 'ml' });
    const own = trainArima(market, { order: [1, 1, 0] });
    const [theirs, ours] = [ctsa, own].map((model) => model.forecast({ horizon: 10, levels: [0.95] }));
    const width = ours!.intervals[0]!.upper[9]! - ours!.mean[9]!;
    expect(ctsa.kind).toBe('ctsa-arima');
    expect(Math.abs(theirs!.mean[9]! - ours!.mean[9]!)).toBeLessThan(0.05 * width);
    expect(theirs!.intervals[0]!.upper[9]! - theirs!.mean[9]!).toBeGreaterThan(0.9 * width);
    expect(theirs!.intervals[0]!.upper[9]! - theirs!.mean[9]!).toBeLessThan(1.1 * width);
    expect(Array.from(theirs!.timestamps)).toEqual(Array.from(ours!.timestamps));
  });

  it('says what it cannot do', () => {
    const model = trainCtsaArima(market, { Arima, order: [0, 1, 1] });
    expect(() => model.append([1])).toThrow('Train it anew on the longer series');
    expect(() => model.toJSON()).toThrow('cannot be stored');
  });

  it.each<[string, [number[], number[]], string]>([
    ['zeros for prices', [[0], [1]], 'zero for a series without zeros'],
    ['NaN', [[Number.NaN], [1]], 'what is no number'],
    ['a negative variance', [[1], [-1]], 'what is no number'],
  ])('does not pass on %s', (_name, answer, message) => {
    const { Engine, counts } = standIn(() => answer);
    const train = () => trainCtsaArima(market, { Arima: Engine, order: 'auto' });
    expect(train).toThrow(ConvergenceError);
    expect(train).toThrow(message);
    expect(counts.freed).toBe(counts.made);
  });

  it('frees what it made, also when it fails', () => {
    const { Engine, counts } = standIn(() => {
      throw new Error('out of memory');
    });
    expect(() => trainCtsaArima(market, { Arima: Engine, order: [1, 1, 1] })).toThrow('out of memory');
    expect(counts).toEqual({ made: 1, freed: 1 });
    const fine = standIn(() => [
      [1, 1],
      [1, 2],
    ]);
    trainCtsaArima(market, { Arima: fine.Engine, order: [1, 1, 1] }).forecast({ horizon: 2 });
    expect(fine.counts).toEqual({ made: 2, freed: 2 });
  });

  it.each([
    [{ order: [1, 1, 1] }, 'Arima must be the class of the npm package arima'],
    [{ Arima, order: [1, 1] }, 'order must be three integers'],
    [{ Arima, order: [1, 1, 1], seasonal: { order: [1, 0, 0], period: 1 } }, 'seasonal.period'],
    [{ Arima, order: [1, 1, 1], methd: 'ml' }, 'Did you mean "method"'],
  ])('refuses %j', (options, message) => {
    const train = () => trainCtsaArima(market, options as never);
    expect(train).toThrow(CoincastError);
    expect(train).toThrow(message);
  });
});
