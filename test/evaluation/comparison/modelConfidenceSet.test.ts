import { describe, expect, it } from 'vitest';
import { InsufficientDataError, InvalidArgumentError } from '../../../src/errors/index.js';
import { modelConfidenceSet } from '../../../src/evaluation/index.js';
import { createRandomStream } from '../../../src/math/index.js';

function lossesOf(means: readonly number[], n: number, seed: number): Record<string, Float64Array> {
  const { normal } = createRandomStream(seed);
  return Object.fromEntries(
    means.map((mean, k) => [`m${k}`, Float64Array.from({ length: n }, () => mean + normal())]),
  );
}

/** The procedure as the paper states it, over the same circular blocks, written without regard to speed. */
function byTheBook(
  losses: Readonly<Record<string, Float64Array>>,
  {
    statistic,
    replications,
    blockLength,
    seed,
  }: { statistic: 'max' | 'range'; replications: number; blockLength: number; seed: number },
): Record<string, number> {
  const names = Object.keys(losses);
  const n = losses[names[0]!]!.length;
  const { uniform } = createRandomStream(seed);
  const draws = Array.from({ length: replications }, () => {
    const indices: number[] = [];
    while (indices.length < n) {
      const start = Math.floor(uniform() * n);
      for (let i = 0; i < blockLength && indices.length < n; i++) indices.push((start + i) % n);
    }
    return indices;
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const average = (name: string, indices: readonly number[]) => mean(indices.map((t) => losses[name]![t]!));
  const all = Array.from({ length: n }, (_, t) => t);
  const pValues: Record<string, number> = {};
  let left = names;
  let largest = 0;
  while (left.length > 1) {
    const contrasts = left.flatMap((name) =>
      (statistic === 'max' ? [left] : left.filter((other) => other !== name).map((other) => [other])).map(
        (others) => ({ name, others }),
      ),
    );
    const value = ({ name, others }: { name: string; others: string[] }, indices: readonly number[]) =>
      average(name, indices) - mean(others.map((other) => average(other, indices)));
    const studentized = contrasts.map((contrast) => {
      const excess = value(contrast, all);
      const resampled = draws.map((indices) => value(contrast, indices) - excess);
      const deviation = Math.sqrt(mean(resampled.map((each) => each ** 2)));
      return {
        name: contrast.name,
        t: excess / deviation,
        resampled: resampled.map((each) => each / deviation),
      };
    });
    const worst = studentized.reduce((most, each) => (each.t > most.t ? each : most));
    const beyond = draws.filter(
      (_, b) => Math.max(...studentized.map(({ resampled }) => resampled[b]!)) >= worst.t,
    );
    largest = Math.max(largest, beyond.length / replications);
    pValues[worst.name] = largest;
    left = left.filter((name) => name !== worst.name);
  }
  pValues[left[0]!] = 1;
  return pValues;
}

describe('modelConfidenceSet', () => {
  it.each(['max', 'range'] as const)('follows the paper step by step: %s', (statistic) => {
    const losses = lossesOf([0, 0.1, 0.3, 0.8], 50, 11);
    const options = { statistic, replications: 200, blockLength: 3, seed: 5 };
    const { pValues } = modelConfidenceSet(losses, options);
    const expected = byTheBook(losses, options);
    for (const name of Object.keys(losses)) expect(pValues[name]).toBeCloseTo(expected[name]!, 12);
  });

  it('keeps what cannot be told from the best and leaves out what can', () => {
    const losses = lossesOf([0, 0.02, 3], 200, 1);
    const { included, eliminationOrder, pValues, n, blockLength } = modelConfidenceSet(losses);
    expect(included).toEqual(['m0', 'm1']);
    expect(eliminationOrder[0]).toBe('m2');
    expect(pValues['m2']).toBe(0);
    expect(pValues[eliminationOrder[2]!]).toBe(1);
    expect({ n, blockLength }).toEqual({ n: 200, blockLength: 6 });
  });

  it('resamples 1000 times when not told', () => {
    const losses = lossesOf([0, 0.05, 0.1], 40, 1);
    expect(modelConfidenceSet(losses)).toEqual(modelConfidenceSet(losses, { replications: 1000 }));
    expect(Object.values(modelConfidenceSet(losses).pValues).every((p) => Number.isInteger(p * 1000))).toBe(
      true,
    );
  });

  it('gives no model a smaller p-value than one that went before', () => {
    for (let seed = 0; seed < 30; seed++) {
      const losses = lossesOf([0, 0.05, 0.1, 0.1, 0.4], 40, seed);
      const { pValues, eliminationOrder } = modelConfidenceSet(losses, { replications: 100 });
      const inOrder = eliminationOrder.map((name) => pValues[name]!);
      expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    }
  });

  it('holds the best model as often as it says', () => {
    let held = 0;
    for (let seed = 0; seed < 200; seed++) {
      const losses = lossesOf([0, 0, 0, 0.5], 60, seed);
      const { included } = modelConfidenceSet(losses, { replications: 200, seed });
      if (['m0', 'm1', 'm2'].every((name) => included.includes(name))) held += 1;
    }
    // At least 90% of 200, less three standard deviations.
    expect(held).toBeGreaterThan(167);
  });

  it('never tells equal models apart, and never misses one that is always worse by the same', () => {
    const { m0 } = lossesOf([0], 40, 3);
    const same = modelConfidenceSet({ a: m0!, b: m0!, c: m0! });
    expect(same.included).toEqual(['a', 'b', 'c']);
    expect(Object.values(same.pValues)).toEqual([1, 1, 1]);
    const worse = modelConfidenceSet({ a: m0!, b: m0!.map((loss) => loss + 1) });
    expect(worse).toMatchObject({ included: ['a'], pValues: { a: 1, b: 0 } });
    expect(modelConfidenceSet({ a: [1, 1], b: [1, 1] }).included).toEqual(['a', 'b']);
  });

  it('is the same from the same seed, whatever the unit of the losses, and needs but one model', () => {
    const losses = lossesOf([0, 0.2, 0.4], 60, 8);
    expect(modelConfidenceSet(losses, { seed: 3 })).toEqual(modelConfidenceSet(losses, { seed: 3 }));
    const scaled = Object.fromEntries(
      Object.entries(losses).map(([name, all]) => [name, all.map((x) => 1024 * x)]),
    );
    expect(modelConfidenceSet(scaled).pValues).toEqual(modelConfidenceSet(losses).pValues);
    expect(modelConfidenceSet({ only: [1, 2] })).toMatchObject({ included: ['only'], pValues: { only: 1 } });
  });

  it.each([
    ['no model', {}, {}, InvalidArgumentError],
    ['nothing', null, {}, InvalidArgumentError],
    ['one loss', { a: [1] }, {}, InsufficientDataError],
    ['other lengths', { a: [1, 2], b: [1, 2, 3] }, {}, InvalidArgumentError],
    ['a level of 1', { a: [1, 2] }, { level: 1 }, InvalidArgumentError],
    ['too few replications', { a: [1, 2] }, { replications: 99 }, InvalidArgumentError],
    ['a block longer than the losses', { a: [1, 2] }, { blockLength: 3 }, InvalidArgumentError],
    ['another statistic', { a: [1, 2] }, { statistic: 'T_max' }, InvalidArgumentError],
    ['a broken seed', { a: [1, 2] }, { seed: 1.5 }, InvalidArgumentError],
    ['an unknown option', { a: [1, 2] }, { alpha: 0.1 }, InvalidArgumentError],
  ])('refuses %s', (_what, losses, options, ErrorClass) => {
    expect(() => modelConfidenceSet(losses as never, options as never)).toThrow(ErrorClass);
  });
});
