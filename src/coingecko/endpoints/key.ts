import * as z from 'zod/mini';
import { PlanLimitError, requireKnownKeys } from '../../errors/index.js';
import { once } from '../once.js';
import type { CoinGeckoPlan } from '../plan.js';
import type { Send } from '../send.js';
import type { CallOptions } from './parameters.js';

/** What {@link CoinGeckoClient.key} gives: the limits of the subscription, and what is spent of them. */
export interface KeyUsage {
  /** The name of the subscription, such as `Analyst`. */
  readonly subscription: string;
  /** How many calls a minute this key may make: the lower of the subscription's limit and its own. */
  readonly callsPerMinute: number;
  /** How many calls a month the subscription has. */
  readonly monthlyCalls: number;
  /** How many calls were made this month with all keys of the subscription. */
  readonly monthlyCallsMade: number;
  /** How many calls are left this month. */
  readonly monthlyCallsLeft: number;
  /** How many calls a month this key may make, where CoinGecko says so. */
  readonly keyMonthlyCalls?: number;
  /** How many calls were made this month with this key, where CoinGecko says so. */
  readonly keyMonthlyCallsMade?: number;
}

const schema = /* @__PURE__ */ once(() =>
  z.pipe(
    z.object({
      plan: z.string(),
      rate_limit_request_per_minute: z.number().check(z.gte(1)),
      monthly_call_credit: z.number(),
      current_total_monthly_calls: z.number(),
      current_remaining_monthly_calls: z.number(),
      api_key_rate_limit_request_per_minute: z.nullish(z.number()),
      api_key_monthly_call_credit: z.nullish(z.number()),
      api_key_current_total_monthly_calls: z.nullish(z.number()),
    }),
    z.transform((usage): KeyUsage => {
      const ofPlan = usage.rate_limit_request_per_minute;
      const ofKey = usage.api_key_rate_limit_request_per_minute ?? 0;
      const keyCalls = usage.api_key_monthly_call_credit ?? undefined;
      const keyCallsMade = usage.api_key_current_total_monthly_calls ?? undefined;
      return {
        subscription: usage.plan,
        callsPerMinute: Math.floor(ofKey >= 1 ? Math.min(ofPlan, ofKey) : ofPlan),
        monthlyCalls: usage.monthly_call_credit,
        monthlyCallsMade: usage.current_total_monthly_calls,
        monthlyCallsLeft: usage.current_remaining_monthly_calls,
        ...(keyCalls === undefined ? {} : { keyMonthlyCalls: keyCalls }),
        ...(keyCallsMade === undefined ? {} : { keyMonthlyCallsMade: keyCallsMade }),
      };
    }),
  ),
);

export async function key(send: Send, plan: CoinGeckoPlan, options: CallOptions = {}): Promise<KeyUsage> {
  requireKnownKeys('key options', options, ['signal', 'priority']);
  if (plan !== 'pro') {
    throw new PlanLimitError({
      message:
        `The ${plan} plan has no account of its use. Ask with a paid key and plan "pro", ` +
        'or see https://www.coingecko.com/en/developers/dashboard.',
      plan,
    });
  }
  return send({ endpoint: '/key', schema, ...options });
}
