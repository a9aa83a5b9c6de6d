import { describe, expect, it } from 'vitest';
import { serverWaitMs } from '../../src/coingecko/serverWait.js';

const now = Date.UTC(2026, 2, 9, 3, 27, 0);

describe('serverWaitMs', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '119' }, 119_000],
    ['an HTTP date', { 'retry-after': 'Mon, 09 Mar 2026 03:27:30 GMT' }, 30_000],
    ['an HTTP date in the form without a zone', { 'retry-after': 'Mon Mar  9 03:27:30 2026' }, 30_000],
    ["CoinGecko's own time format", { 'x-ratelimit-reset': '2026-03-09 03:28:00 +0000' }, 60_000],
    ['that format with an offset', { 'x-ratelimit-reset': '2026-03-09 04:28:00 +0100' }, 60_000],
    ['that format west of Greenwich', { 'x-ratelimit-reset': '2026-03-08 22:28:00 -0500' }, 60_000],
    ['that format as UTC', { 'x-ratelimit-reset': '2026-03-09T03:28:00Z' }, 60_000],
    ['UNIX seconds', { 'x-ratelimit-reset': String(now / 1000 + 5) }, 5000],
    [
      'Retry-After before the reset',
      { 'retry-after': '7', 'x-ratelimit-reset': '2026-03-09 03:28:00 +0000' },
      7000,
    ],
    [
      'the reset where Retry-After is unreadable',
      { 'retry-after': 'soon', 'x-ratelimit-reset': '2026-03-09 03:28:00 +0000' },
      60_000,
    ],
    ['nothing', {}, undefined],
    ['no time', { 'retry-after': '0' }, undefined],
    ['the past', { 'retry-after': 'Mon, 09 Mar 2026 03:26:00 GMT' }, undefined],
    ['a reset in the past', { 'x-ratelimit-reset': '2026-03-09 03:26:00 +0000' }, undefined],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['a number without end', { 'retry-after': '9'.repeat(400) }, undefined],
    ['nonsense', { 'retry-after': 'NaN', 'x-ratelimit-reset': 'tomorrow' }, undefined],
  ])('reads %s', (_name, headers, expected) => {
    expect(serverWaitMs(new Headers(headers), now)).toBe(expected);
  });

  it("measures points in time from the server's own clock, not from a wrong local one", () => {
    const headers = new Headers({
      date: 'Mon, 09 Mar 2026 03:27:00 GMT',
      'x-ratelimit-reset': '2026-03-09 03:28:00 +0000',
    });
    expect(serverWaitMs(headers, now + 86_400_000)).toBe(60_000);
  });
});
