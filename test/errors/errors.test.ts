import { describe, expect, it } from 'vitest';
import * as errors from '../../src/errors/index.js';

const { CoincastError, isCoincastError, nearestName, quoteValue } = errors;
const {
  requireFiniteArray,
  requireInteger,
  requireKnownKeys,
  requireNumber,
  requireOneOf,
  requireSameLength,
} = errors;

describe('every error', () => {
  const details = {
    argument: 'horizon',
    value: 0,
    expected: 'an integer at least 1',
    message: 'What was wrong. What to do.',
    operation: 'adfTest',
    needed: 12,
    got: 3,
    index: 2,
  };
  const classes = Object.entries(errors).filter(
    ([name, value]) => /^[A-Z].*Error$/.test(name) && name !== 'CoincastError' && typeof value === 'function',
  ) as unknown as [string, new (details: object, options?: ErrorOptions) => errors.CoincastError][];

  it.each(classes)('%s is a CoincastError with a literal name, a code and the cause', (name, ErrorClass) => {
    const cause = new Error('deeper');
    const error = new ErrorClass(details, { cause });
    expect(error).toBeInstanceOf(CoincastError);
    expect(isCoincastError(error)).toBe(true);
    expect(error.name).toBe(name);
    expect(error.cause).toBe(cause);
    expect(String(error)).toContain(name);
    expect(error.message).toMatch(/^.+\.$/);
  });

  it('has a code of its own', () => {
    const codes = classes.map(([, ErrorClass]) => new ErrorClass(details).code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('is told from other errors, also from another copy of the library', () => {
    expect(isCoincastError(new TypeError('other'))).toBe(false);
    expect(isCoincastError(null)).toBe(false);
    expect(isCoincastError({ [Symbol.for('coincast.error')]: true })).toBe(true);
  });
});

describe('the messages', () => {
  it.each([
    [() => requireInteger('horizon', 0, { min: 1 }), 'horizon must be an integer at least 1, got 0.'],
    [() => requireInteger('horizon', '24'), 'horizon must be an integer, got "24".'],
    [
      () => requireNumber('level', 1.5, { above: 0, below: 1 }),
      'level must be a number above 0 and below 1, got 1.5.',
    ],
    [() => requireNumber('level', Number.NaN), 'level must be a number, got NaN.'],
    [
      () => requireOneOf('regression', 'drfit', ['none', 'drift', 'trend']),
      'regression must be one of "none", "drift", "trend", got "drfit". Did you mean "drift"?',
    ],
    [
      () => requireKnownKeys('options', { horizn: 1 }, ['horizon', 'levels']),
      'options must be an object with the keys horizon, levels, got "horizn". Did you mean "horizon"?',
    ],
    [() => requireKnownKeys('options', [], ['horizon']), 'options must be an object, got [].'],
    [
      () => requireFiniteArray('x', [1, Number.NaN]),
      'x[1] must be a finite number, got NaN. Remove or repair the observation first.',
    ],
    [
      () => requireFiniteArray('x', [1, 2], { minLength: 12, operation: 'adfTest with lags=3' }),
      'adfTest with lags=3 needs at least 12 observations, got 2. Give a longer series or ask for less.',
    ],
    [
      () => requireFiniteArray('x', 'abc' as never),
      'x must be an array of numbers or a Float64Array, got "abc".',
    ],
    [
      () => requireSameLength('forecast', [1], 'actual', [1, 2]),
      'forecast.length must be 2, the length of actual, got 1.',
    ],
  ])('say what was wrong with the value (%#)', (act, message) => {
    expect(act).toThrow(expect.objectContaining({ message }));
  });

  it.each([
    [-0, '-0'],
    ['x'.repeat(200), `"${'x'.repeat(76)}...`],
    [[1, 'a', [2]], '[1, "a", [2]]'],
    [Array.from({ length: 20 }, () => 1), '[1, 1, 1, 1, 1, 1, 1, 1, ...]'],
    [new Float64Array(3), 'a Float64Array'],
    [{ a: 1, b: 2 }, 'an object with the keys ["a", "b"]'],
    [() => 1, 'a function'],
    [10n, '10n'],
    [undefined, 'undefined'],
    [null, 'null'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), 'an invalid Date'],
  ])('quote values briefly (%#)', (value, text) => {
    expect(quoteValue(value)).toBe(text);
  });

  it('suggest only names that are near', () => {
    expect(nearestName('logReturn', ['logReturns', 'rsi'])).toBe('logReturns');
    expect(nearestName('banana', ['logReturns', 'rsi'])).toBeUndefined();
  });
});
