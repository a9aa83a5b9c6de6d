import { InvalidArgumentError, PlanLimitError, requireOneOf } from '../errors/index.js';

/** How CoinGecko is called: without a key, with a free demo key, or with a paid one. */
export type CoinGeckoPlan = 'keyless' | 'demo' | 'pro';

/** What a plan means on the wire. */
export interface PlanFacts {
  readonly baseUrl: string;
  /** The header that carries the key; none for keyless calls. */
  readonly keyHeader?: string;
  /** How many calls a minute are safe: the least any of CoinGecko's pages names. */
  readonly callsPerMinute: number;
  /** How far back history reaches, in days; none where the subscription decides. */
  readonly maxHistoryDays?: number;
}

/**
 * Hosts, headers and limits of the plans, as of 2026-06 (docs.coingecko.com: authentication, market_chart).
 *
 * @internal
 */
export const planFacts: Readonly<Record<CoinGeckoPlan, PlanFacts>> = {
  keyless: { baseUrl: 'https://api.coingecko.com/api/v3', callsPerMinute: 10, maxHistoryDays: 365 },
  demo: {
    baseUrl: 'https://api.coingecko.com/api/v3',
    keyHeader: 'x-cg-demo-api-key',
    callsPerMinute: 30,
    maxHistoryDays: 365,
  },
  pro: {
    baseUrl: 'https://pro-api.coingecko.com/api/v3',
    keyHeader: 'x-cg-pro-api-key',
    callsPerMinute: 30,
  },
};

/**
 * The plan to use: the one named, else `demo` with a key and `keyless` without. Keys of both tiers look
 * alike, so a paid plan must be named.
 *
 * @internal
 */
export function resolvePlan(plan: CoinGeckoPlan | undefined, apiKey: string | undefined): CoinGeckoPlan {
  if (apiKey !== undefined) requireApiKey(apiKey);
  const resolved = requireOneOf('plan', plan ?? (apiKey === undefined ? 'keyless' : 'demo'), [
    'keyless',
    'demo',
    'pro',
  ]);
  if (resolved === 'keyless' && apiKey !== undefined) {
    throw new InvalidArgumentError({
      argument: 'plan',
      value: resolved,
      expected: '"demo" or "pro" when an apiKey is given',
      hint: 'Name the plan the key belongs to, or leave the key out.',
    });
  }
  if (resolved !== 'keyless' && apiKey === undefined) {
    throw new InvalidArgumentError({
      argument: 'apiKey',
      value: apiKey,
      expected: `a key for the plan "${resolved}"`,
      hint: 'Create one at https://www.coingecko.com/en/developers/dashboard, or use plan "keyless".',
    });
  }
  return resolved;
}

/** @internal */
export function requireHistoryWithinPlan(plan: CoinGeckoPlan, days: number | 'max'): void {
  const { maxHistoryDays } = planFacts[plan];
  if (maxHistoryDays === undefined || (days !== 'max' && days <= maxHistoryDays)) return;
  throw new PlanLimitError({ message: historyLimitMessage(plan, maxHistoryDays, days), plan });
}

/** @internal */
export function historyLimitMessage(
  plan: CoinGeckoPlan,
  maxHistoryDays: number,
  days?: number | 'max',
): string {
  const asked = days === undefined ? '' : ` (asked for: ${days === 'max' ? 'all there is' : `${days} days`})`;
  return (
    `The ${plan} plan reaches back ${maxHistoryDays} days: ` +
    `ask for at most days=${maxHistoryDays} or use a paid key with plan "pro"${asked}.`
  );
}

/** The value is never quoted: it may be most of a real key. */
function requireApiKey(apiKey: unknown): void {
  if (typeof apiKey === 'string' && /^[\x21-\x7e]+$/.test(apiKey)) return;
  throw new InvalidArgumentError({
    argument: 'apiKey',
    value: '(hidden)',
    expected: 'a non-empty string of visible ASCII characters',
    hint: 'Check for a missing environment variable, spaces, or a line break.',
  });
}
