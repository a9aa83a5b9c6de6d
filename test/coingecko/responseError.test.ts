import { describe, expect, it } from 'vitest';
import { responseError } from '../../src/coingecko/responseError.js';
import { HttpStatusError, PlanLimitError, RateLimitError } from '../../src/errors/index.js';

const coded = (error_code: number, error_message = 'words') =>
  JSON.stringify({ error: { status: { error_code, error_message } } });
const error = (status: number, text: string, more: Partial<Parameters<typeof responseError>[0]> = {}) =>
  responseError({
    status,
    text,
    endpoint: '/coins/bitcoin/market_chart',
    plan: 'demo',
    serverWaitMs: undefined,
    notFoundHint: undefined,
    ...more,
  });

describe('responseError', () => {
  it.each([
    [
      400,
      '{"error":"invalid vs_currency"}',
      HttpStatusError,
      /invalid vs_currency.*check the coin, the currency/,
    ],
    [422, '{"error":"Missing parameter"}', HttpStatusError, /Missing parameter/],
    [401, '', HttpStatusError, /key was not accepted for the plan "demo"/],
    [401, coded(10002), HttpStatusError, /pass apiKey/],
    [401, coded(10005), PlanLimitError, /does not include this endpoint.*paid key/],
    [429, coded(10006), PlanLimitError, /this month are used up/],
    [400, coded(10010), HttpStatusError, /set plan to "pro"/],
    [400, coded(10011), HttpStatusError, /set plan to "demo"/],
    [401, coded(10012), PlanLimitError, /demo plan reaches back 365 days\. Ask for at most days=365/],
    [400, coded(10012, 'too many addresses'), HttpStatusError, /fewer addresses/],
    [403, '<title>Access denied</title> error code: 1020', HttpStatusError, /firewall.*userAgent/],
    [403, '', HttpStatusError, /userAgent/],
    [404, '', HttpStatusError, /Check baseUrl/],
    [408, '', HttpStatusError, /try again later/],
    [503, '', HttpStatusError, /status\.coingecko\.com/],
    [302, '', HttpStatusError, /redirects: set baseUrl/],
    [429, '', RateLimitError, /Wait a minute or call less often/],
    [403, 'error code: 1015', RateLimitError, /too many requests/],
    [503, 'Throttled', RateLimitError, /too many requests/],
  ])('%i with %s says what it means and what to do next', (status, text, type, message) => {
    const made = error(status, text);
    expect(made).toBeInstanceOf(type);
    expect(made.message).toMatch(message);
    expect(made).toMatchObject({ endpoint: '/coins/bitcoin/market_chart' });
  });

  it('says on a paid plan that the subscription decides how far history reaches', () => {
    expect(error(401, coded(10012), { plan: 'pro' }).message).toMatch(/fewer days/);
  });

  it('tells how long the server wants to wait', () => {
    const made = error(429, '', { serverWaitMs: 4200, plan: 'keyless' });
    expect(made).toMatchObject({ retryAfterMs: 4200, status: 429 });
    expect(made.message).toMatch(/Wait 5 seconds.*free demo key/);
  });

  it("carries CoinGecko's own code and words", () => {
    expect(error(400, coded(10010, 'use the other host'))).toMatchObject({
      status: 400,
      apiCode: 10010,
      apiMessage: 'use the other host',
    });
  });

  it('gives the hint of the call at 404', () => {
    expect(error(404, '{"error":"coin not found"}', { notFoundHint: 'Look it up.' }).message).toBe(
      'CoinGecko answered /coins/bitcoin/market_chart with status 404 (coin not found). Look it up.',
    );
  });
});
