import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError } from '../../src/errors/index.js';
import { createPriceSeries, fillGaps } from '../../src/series/index.js';
import { inventValues, type KnownValues } from '../../src/series/inventValues.js';

const step = 1000;

/** Values at whole steps, but for those left out. */
function known(valueAt: (k: number) => number, n: number, without: readonly number[]): KnownValues {
  const left = Array.from({ length: n }, (_, k) => k).filter((k) => !without.includes(k));
  return {
    timestamps: Float64Array.from(left, (k) => k * step),
    values: Float64Array.from(left, valueAt),
    stepMs: step,
  };
}

const seasonal = (series: KnownValues, ...positions: number[]) =>
  inventValues(
    series,
    Float64Array.from(positions, (k) => k * step),
    { method: 'seasonal', period: 6 },
  );

describe('a seasonal value', () => {
  const season = [10, 12, 20, 15, 8, 9];
  const repeating = (k: number) => season[k % 6]!;

  it('restores a season that repeats exactly, also where it grows at a constant rate', () => {
    const gap = [14, 15, 16];
    for (const [k, value] of [...seasonal(known(repeating, 30, gap), ...gap)].entries()) {
      expect(value).toBeCloseTo(repeating(gap[k]!), 10);
    }
    const scaled = (k: number) => repeating(k) * 3 ** Math.floor(k / 6);
    for (const [k, value] of [...seasonal(known(scaled, 30, gap), ...gap)].entries()) {
      expect(value / scaled(gap[k]!)).toBeCloseTo(1, 12);
    }
  });

  it('lies on the line between its neighbours where there is no season', () => {
    const line = (k: number) => 5 + k;
    expect([...seasonal(known(line, 30, [14, 15]), 14, 15)]).toEqual([19, 20]);
  });

  it('is the mean shape of up to four seasons on either side, of those that were observed there', () => {
    // At place 2 of each season all but the sixth have 4 where the line is 2; the sixth, out of reach, has 400.
    const spikes = (k: number) => (k % 6 === 2 ? (k === 38 ? 400 : 4) : 2);
    expect([...seasonal(known(spikes, 42, [8]), 8)]).toEqual([4]);
    expect([...seasonal(known(spikes, 42, [8, 14, 20]), 8)]).toEqual([4]);
    const nearer = (k: number) => (k === 32 ? 400 : spikes(k));
    // Seasons at -1, +1, +2, +3 have shape 2, the one at +4 has shape 200.
    expect([...seasonal(known(nearer, 42, [8]), 8)]).toEqual([2 * ((4 * 2 + 200) / 5)]);
  });

  it('takes its neighbours at their times, a little off the grid', () => {
    const jitter = (k: number) => ((k * 7919) % 11) - 5;
    const exact = known(repeating, 30, [14]);
    const timestamps = exact.timestamps.map((time) => time + jitter(time / step));
    expect(seasonal({ ...exact, timestamps }, 14)[0]).toBeCloseTo(20, 0);
  });

  it('has no shape where the season stands at 0', () => {
    const silent = (k: number) => (k >= 12 && k < 18 ? k : 0);
    expect([...seasonal(known(silent, 30, [14]), 14)]).toEqual([14]);
  });

  it('needs a season that was observed there', () => {
    const act = () => seasonal(known(repeating, 8, [3]), 3);
    expect(act).toThrow(InsufficientDataError);
    expect(act).toThrow(/^The value of 1970-01-01T00:00:03.000Z by method "seasonal" with period=6 needs/);
  });

  it('fills the gaps of a series in every column', () => {
    const index = Array.from({ length: 30 }, (_, k) => k).filter((k) => k !== 14 && k !== 15);
    const series = createPriceSeries({
      timestamps: index.map((k) => k * step),
      prices: index.map((k) => 100 * repeating(k)),
      volumes: index.map(repeating),
    });
    const { prices, volumes } = fillGaps(series, { method: 'seasonal', period: 6 });
    expect(prices[14]).toBeCloseTo(2000, 8);
    expect(volumes![15]).toBeCloseTo(15, 10);
    expect(() => fillGaps(series, { method: 'seasonal' })).toThrow(InvalidArgumentError);
    expect(() => fillGaps(series, { method: 'seasonal' })).toThrow(/^period must be an integer at least 2/);
    expect(() => fillGaps(series, { method: 'linear', period: 6 })).toThrow(/^period must be left out/);
  });
});
