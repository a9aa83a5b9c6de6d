import { describe, expect, it } from 'vitest';
import * as errors from '../../../src/errors/index.js';
import { packError, unpackError } from '../../../src/node/training/PackedError.js';

const sent = (error: unknown) => unpackError(structuredClone(packError(error)));

describe('an error sent to another thread', () => {
  const details = {
    ...{ argument: 'horizon', value: 0, expected: 'an integer at least 1', message: 'What was wrong.' },
    ...{ operation: 'adfTest', needed: 12, got: 3, index: 2, reason: 'budget' },
  };
  const classes = Object.entries(errors).filter(
    ([name, value]) => /^[A-Z].*Error$/.test(name) && name !== 'CoincastError' && typeof value === 'function',
  ) as unknown as [string, new (details: object, options?: ErrorOptions) => errors.CoincastError][];

  it.each(classes)('stays a %s with its fields, its stack and its cause', (_name, ErrorClass) => {
    const error = new ErrorClass(details, { cause: new TypeError('deeper') });
    const arrived = sent(error) as errors.CoincastError;
    expect(arrived).toBeInstanceOf(ErrorClass);
    expect(errors.isCoincastError(arrived)).toBe(true);
    expect({ ...arrived }).toEqual({ ...error });
    expect([arrived.name, arrived.message, arrived.stack]).toEqual([error.name, error.message, error.stack]);
    expect(arrived.cause).toMatchObject({ name: 'TypeError', message: 'deeper' });
    expect(String(arrived)).toBe(String(error));
  });

  it('keeps the name of another class, and quotes what cannot be sent', () => {
    class OwnError extends Error {
      override readonly name = 'toString';
      readonly callback = () => {};
      readonly limit = 3;
    }
    const arrived = sent(new OwnError('ours'));
    expect(arrived).toBeInstanceOf(Error);
    expect(arrived).toMatchObject({ name: 'toString', message: 'ours', callback: 'a function', limit: 3 });
  });

  it.each(['text', 7, null, undefined, { a: 1 }])('may be no error at all: %j', (thrown) => {
    expect(sent(thrown)).toEqual(thrown);
    expect(sent(() => {})).toBe('a function');
  });

  it('may be its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect((sent(error) as Error).cause).toBeInstanceOf(Error);
  });
});
