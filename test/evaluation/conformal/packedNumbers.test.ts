import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  packedLength,
  packedPattern,
  packNumbers,
  roundedToPack,
  unpackNumbers,
} from '../../../src/evaluation/conformal/packedNumbers.js';

describe('roundedToPack', () => {
  it.each([
    [1, 1],
    [-2.5, -2.5],
    [0, 0],
    [-0, -0],
    [1 + 2 ** -12, 1 + 2 ** -12],
    [1 + 2 ** -14, 1],
    [1 + 2 ** -13, 1 + 2 ** -12],
    [2 - 2 ** -20, 2],
    [Number.NaN, Number.NaN],
  ])('gives the nearest number of 24 bits: %d', (value, rounded) => {
    expect(roundedToPack(value)).toBe(rounded);
  });

  it('is off by no more than half of the last bit, and rounds nothing twice', () => {
    const value = fc.double({ min: -1e300, max: 1e300, noNaN: true }).filter((x) => Math.abs(x) > 1e-300);
    fc.assert(
      fc.property(value, (x) => {
        const rounded = roundedToPack(x);
        expect(Math.abs(rounded - x)).toBeLessThanOrEqual(2 ** -13 * Math.abs(x));
        expect(roundedToPack(rounded)).toBe(rounded);
        expect(roundedToPack(-x)).toBe(-rounded);
        expect(roundedToPack(2 ** 7 * x)).toBe(2 ** 7 * rounded);
      }),
    );
  });
});

describe('packed numbers', () => {
  it('are the base64 of exponents, then of fractions', () => {
    const text = packNumbers(Float64Array.of(1, -3));
    // 0x3ff and 0xc00, then 0x000 and 0x800.
    expect(Buffer.from(text, 'base64').toString('hex')).toBe('3ffc00' + '000800');
    expect(packNumbers(new Float64Array())).toBe('');
  });

  it('come back with every bit that was kept', () => {
    fc.assert(
      fc.property(fc.float64Array(), (values) => {
        const kept = values.map(roundedToPack);
        const text = packNumbers(kept);
        expect(text).toMatch(packedPattern);
        expect(text.length).toBe(packedLength(values.length));
        expect(unpackNumbers(text)).toEqual(kept);
      }),
    );
  });

  it('are written again as the same text, whatever the text, but for the bits of NaN', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((units) => units.join(''));
    fc.assert(
      fc.property(text, (one) => {
        fc.pre(packedPattern.test(one));
        const values = unpackNumbers(one);
        fc.pre(!values.some(Number.isNaN));
        expect(packNumbers(values)).toBe(one);
      }),
    );
  });

  it.each(['A', 'AAA', 'AAAAA', 'AA==', 'AAA-', 'AAA_', 'AAAé', 'AAAA\n'])('refuse %j', (text) => {
    expect(text).not.toMatch(packedPattern);
  });
});
