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
    [401, coded(10002), HttpStatusError, /does not know the key.*compare apiKey/],
    [
      401,
      '{"error":"Your request exceeds the allowed time range."}',
      PlanLimitError,
      /reaches back 365 days/,
    ],
    [
      401,
      '{"status":{"error_message":"This request is limited to PAID plans"}}',
      PlanLimitError,
      /does not include/,
    ],
    [414, '', HttpStatusError, /fewer coins/],
    [
      401,
      coded(10005),
      PlanLimitError,
      /demo plan does not include \/coins\/bitcoin\/market_chart\. Use a paid key/,
    ],
    [429, coded(10006), PlanLimitError, /this month are used up/],
    [
      400,
      coded(10010),
      HttpStatusError,
      /set plan to "pro", whose host is https:\/\/pro-api.*leave baseUrl out/,
    ],
    [
      400,
      coded(10011),
      HttpStatusError,
      /set plan to "demo", whose host is https:\/\/api\..*leave baseUrl out/,
    ],
    [
      401,
      coded(10012),
      PlanLimitError,
      /demo plan reaches back 365 days: ask for at most days=365 or use a paid key/,
    ],
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

  it('says on a paid plan that the subscription decides what it includes', () => {
    expect(error(401, coded(10005), { plan: 'pro' }).message).toMatch(/subscription does not include/);
  });

  it.each([coded(10002), ''])('says without a key that one is needed: 401 with %s', (text) => {
    expect(error(401, text, { plan: 'keyless' }).message).toMatch(/A key is needed: pass apiKey/);
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
