import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail } from '../../src/math/index.js';
import type { LocalSpectrum } from '../../src/stats/localSpectrum.js';
import { mostSignificantPeriod } from '../../src/stats/seasonalSignificance.js';
import { expectRelative } from './expectRelative.js';

/** A spectrum whose ordinates at these multiples of 1 / period have these p-values, and all others none. */
function spectrumOf(period: number, pValues: readonly number[], n = 240): LocalSpectrum {
  return {
    n,
    logPValue(frequency) {
      const pValue = pValues[Math.round(frequency * period) - 1];
      return Math.abs(frequency * period - Math.round(frequency * period)) < 1e-9 && pValue !== undefined
        ? Math.log(pValue)
        : undefined;
    },
    excess: () => 0,
  };
}

const mostSignificant = (spectrum: LocalSpectrum, candidates: number[], alpha = 0.5) =>
  mostSignificantPeriod(spectrum, candidates, [], alpha, () => 1);

/** Fisher's: twice the sum of what the logarithms lack to 0 has a chi-square distribution with 2 degrees each. */
const fisher = (pValues: readonly number[]) =>
  chiSquareUpperTail(-2 * pValues.reduce((sum, pValue) => sum + Math.log(pValue), 0), 2 * pValues.length);

describe('mostSignificantPeriod', () => {
  it.each([
    { shape: 'a wave', pValues: [1e-6, 0.5, 0.9, 0.4, 0.7, 0.6], best: 1 },
    { shape: 'two waves', pValues: [1e-4, 1e-5, 0.9, 0.4, 0.7, 0.6], best: 2 },
    { shape: 'four waves', pValues: [0.05, 0.02, 0.03, 1e-3, 0.7, 0.6], best: 4 },
    { shape: 'a spike', pValues: [0.05, 0.04, 0.06, 0.05, 0.03, 0.02], best: 6 },
  ])('joins the first 1, 2, 4 and all harmonics, and pays for four tries: $shape', ({ pValues, best }) => {
    const found = mostSignificant(spectrumOf(12, pValues), [12])!;
    expect(found.period).toBe(12);
    expectRelative(found.pValue, 4 * fisher(pValues.slice(0, best)), 1e-12);
  });

  it('passes over harmonics of which nothing is known', () => {
    const { pValue } = mostSignificant(spectrumOf(4, [1e-3]), [4])!;
    // Both stops have the evidence of one harmonic.
    expectRelative(pValue, 2e-3, 1e-12);
  });

  it('pays for each candidate by what the series can tell of it', () => {
    const spectrum = spectrumOf(24, [1e-9]);
    const alone = mostSignificant(spectrum, [24])!.pValue;
    // Frequencies of at least 1 / 2n between them count in full, others in proportion: 480 (1/24 - 1/25) is 0.8.
    expectRelative(mostSignificant(spectrum, [24, 100])!.pValue, 2 * alone, 1e-12);
    expectRelative(mostSignificant(spectrum, [25, 24])!.pValue, 1.8 * alone, 1e-12);
  });

  it('finds nothing above alpha', () => {
    const spectrum = spectrumOf(4, [0.01, 1]);
    expect(mostSignificant(spectrum, [4], 0.021)!.pValue).toBeCloseTo(0.02, 12);
    expect(mostSignificant(spectrum, [4], 0.019)).toBeUndefined();
  });
});
