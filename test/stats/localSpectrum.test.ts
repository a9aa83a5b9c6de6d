import { describe, expect, it } from 'vitest';
import { fUpperTail } from '../../src/math/index.js';
import { periodogram } from '../../src/stats/index.js';
import { localSpectrum } from '../../src/stats/localSpectrum.js';
import { expectRelative } from './expectRelative.js';
import { gaussianNoise } from './gaussianNoise.js';

// A power of two, at whose Fourier frequencies the padded transform has its points.
const n = 256;
const noise = Float64Array.from({ length: n }, gaussianNoise(1));
const mean = noise.reduce((sum, value) => sum + value, 0) / n;
const deviations = noise.map((value) => value - mean);
const { power } = periodogram(noise, { detrend: 'constant' });
const ordinate = (k: number) => power[k - 1]!;
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('localSpectrum', () => {
  it('judges an ordinate by ten neighbours on either side', () => {
    const neighbours = Array.from({ length: 10 }, (_, i) => [ordinate(39 - i), ordinate(41 + i)]).flat();
    const ratio = ordinate(40) / meanOf(neighbours);
    const logPValue = localSpectrum(deviations).logPValue(40 / n)!;
    expectRelative(Math.exp(logPValue), fUpperTail(ratio, 2, 40), 1e-10);
  });

  it('judges that at frequency 1/2 by those below, with one degree of freedom', () => {
    const ratio = ordinate(128) / meanOf(Array.from({ length: 10 }, (_, i) => ordinate(127 - i)));
    expectRelative(Math.exp(localSpectrum(deviations).logPValue(0.5)!), fUpperTail(ratio, 1, 20), 1e-10);
  });

  it.each([
    { k: 2, said: false },
    { k: 3, said: true },
    { k: 126, said: true },
    { k: 127, said: false },
  ])('says nothing where fewer than two neighbours fit on a side: frequency $k / n', ({ k, said }) => {
    expect(localSpectrum(deviations).logPValue(k / n) !== undefined).toBe(said);
  });

  it('has an excess of nothing below the surroundings', () => {
    const spectrum = localSpectrum(
      Float64Array.from({ length: n }, (_, t) => Math.cos((2 * Math.PI * 40 * t) / n)),
    );
    expect(spectrum.excess(40 / n)).toBeCloseTo((n / 2) ** 2, 6);
    expect(spectrum.excess(41 / n)).toBe(0);
  });
});
