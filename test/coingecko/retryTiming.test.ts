import { describe, expect, it } from 'vitest';
import { isRetryable, retryDelayMs } from '../../src/coingecko/retryTiming.js';
import {
  HttpStatusError,
  InvalidArgumentError,
  NetworkError,
  PlanLimitError,
  RateLimitError,
  RequestTimeoutError,
  ResponseValidationError,
} from '../../src/errors/index.js';

const endpoint = '/ping';
const status = (code: number) => new HttpStatusError({ message: '', status: code, endpoint });
const network = new NetworkError({ message: '', endpoint });

describe('isRetryable', () => {
  it.each([
    ['408', status(408), true],
    ['500', status(500), true],
    ['503', status(503), true],
    ['429', new RateLimitError({ message: '', status: 429, endpoint }), true],
    ['a lost connection', network, true],
    ['a timeout', new RequestTimeoutError({ message: '', endpoint, timeoutMs: 1 }), true],
    ['400', status(400), false],
    ['401', status(401), false],
    ['404', status(404), false],
    ['409', status(409), false],
    ['a limit of the plan', new PlanLimitError({ message: '', plan: 'demo' }), false],
    ['a malformed answer', new ResponseValidationError({ message: '', endpoint, issues: [] }), false],
    ['a wrong argument', new InvalidArgumentError({ argument: 'a', value: 1, expected: 'b' }), false],
    ['an error of the caller', new Error('mine'), false],
    ['no error at all', undefined, false],
  ])('%s: %s', (_name, error, expected) => {
    expect(isRetryable(error)).toBe(expected);
  });
});

describe('retryDelayMs', () => {
  const timing = { maxRetries: 3, baseDelayMs: 1000, maxDelayMs: 3000, maxElapsedMs: 10_000 };
  const failure = { error: network, retries: 0, elapsedMs: 0, serverWaitMs: undefined };
  const half = () => 0.5;

  it.each([
    [0, 500],
    [1, 1000],
    [2, 1500],
  ])(
    'doubles the ceiling up to maxDelayMs and draws uniformly below it: after %i retries',
    (retries, delay) => {
      expect(retryDelayMs(timing, { ...failure, retries }, half)).toBe(delay);
    },
  );

  it('reaches down to nothing: the jitter is full', () => {
    expect(retryDelayMs(timing, failure, () => 0)).toBe(0);
  });

  it('gives up after maxRetries', () => {
    expect(retryDelayMs(timing, { ...failure, retries: 3 }, half)).toBeUndefined();
  });

  it('gives up at once on what no retry can mend', () => {
    expect(retryDelayMs(timing, { ...failure, error: status(404) }, half)).toBeUndefined();
  });

  it("obeys the server's wait whole, past maxDelayMs and without jitter", () => {
    expect(retryDelayMs(timing, { ...failure, serverWaitMs: 9999 }, half)).toBe(9999);
  });

  it('gives up rather than wait past maxElapsedMs', () => {
    expect(retryDelayMs(timing, { ...failure, elapsedMs: 1, serverWaitMs: 10_000 }, half)).toBeUndefined();
    expect(retryDelayMs(timing, { ...failure, elapsedMs: 9500 }, half)).toBe(500);
    expect(retryDelayMs(timing, { ...failure, elapsedMs: 9501 }, half)).toBeUndefined();
  });
});
