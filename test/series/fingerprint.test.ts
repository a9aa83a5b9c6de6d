import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/series/index.js';

describe('fingerprint', () => {
  it('is 16 hexadecimal digits that stay the same across versions', () => {
    expect(fingerprint(Float64Array.of(1, 2, 3))).toBe('b1aea93b0dedeeb2');
    expect(fingerprint(Float64Array.of(1, 2), Float64Array.of(3))).toBe('0e3c278b08854534');
    expect(fingerprint()).toBe('ebb6c2283cd6e3f3');
  });

  it('tells the values only, not where in memory they lie', () => {
    const shifted = Float64Array.of(9, 1, 2, 3).subarray(1);
    expect(fingerprint(shifted)).toBe(fingerprint(Float64Array.of(1, 2, 3)));
  });

  it.each([
    ['another last bit', [1, 2, 3 + 2 ** -51]],
    ['another order', [2, 1, 3]],
    ['one value less', [1, 2]],
    ['a zero more', [1, 2, 3, 0]],
    ['another sign', [1, 2, -3]],
  ])('changes with %s', (_, values) => {
    expect(fingerprint(Float64Array.from(values))).not.toBe(fingerprint(Float64Array.of(1, 2, 3)));
  });

  it('tells minus zero from zero and two columns from one', () => {
    expect(fingerprint(Float64Array.of(-0))).not.toBe(fingerprint(Float64Array.of(0)));
    expect(fingerprint(Float64Array.of(1), Float64Array.of(2))).not.toBe(fingerprint(Float64Array.of(1, 2)));
  });

  it('does not collide on a hundred thousand series that differ in one value', () => {
    const seen = new Set<string>();
    for (let k = 0; k < 100_000; k++) seen.add(fingerprint(Float64Array.of(100, 101 + k / 1000, 99)));
    expect(seen.size).toBe(100_000);
  });
});
