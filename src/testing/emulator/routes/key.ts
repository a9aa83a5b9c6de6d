import { ok, type Reply } from '../reply.js';
import type { RouteRequest } from './RouteRequest.js';

const monthlyCredit = 500_000;

/** `/key`: what the account may call and has called. */
export function key({ perMinute, callsThisMonth }: RouteRequest): Reply {
  return ok({
    plan: 'Emulated',
    rate_limit_request_per_minute: perMinute,
    monthly_call_credit: monthlyCredit,
    current_total_monthly_calls: callsThisMonth,
    current_remaining_monthly_calls: monthlyCredit - callsThisMonth,
    api_key_rate_limit_request_per_minute: perMinute,
    api_key_monthly_call_credit: monthlyCredit,
    api_key_current_total_monthly_calls: callsThisMonth,
  });
}
