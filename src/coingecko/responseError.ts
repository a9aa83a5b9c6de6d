import { type CoincastError, HttpStatusError, PlanLimitError, RateLimitError } from '../errors/index.js';
import { type ErrorBody, readErrorBody } from './errorBody.js';
import { type CoinGeckoPlan, historyLimitMessage, planFacts } from './plan.js';

/** An answer that is not a success, and the circumstances its message needs. */
export interface FailedResponse {
  readonly status: number;
  readonly text: string;
  readonly endpoint: string;
  readonly plan: CoinGeckoPlan;
  readonly serverWaitMs: number | undefined;
  /** What to say when the server answers 404. */
  readonly notFoundHint: string | undefined;
}

const keyPage = 'https://www.coingecko.com/en/developers/dashboard';

/** The typed error for an answer that is not a success: what CoinGecko meant, and what to do next. */
export function responseError(response: FailedResponse): CoincastError {
  const body = readErrorBody(response.text);
  return planError(response, body) ?? rateLimitError(response, body) ?? statusError(response, body);
}

function planError({ endpoint, plan }: FailedResponse, body: ErrorBody): PlanLimitError | undefined {
  const message = planMessage(plan, endpoint, body);
  return message === undefined
    ? undefined
    : new PlanLimitError({ message, plan, endpoint, apiCode: body.apiCode });
}

/** Codes that stand for a limit of the plan; 10012 also means "too many addresses", which is none. */
function planMessage(
  plan: CoinGeckoPlan,
  endpoint: string,
  { apiCode, apiMessage = '' }: ErrorBody,
): string | undefined {
  switch (apiCode ?? codeOfWords(apiMessage)) {
    case 10005:
      return plan === 'pro'
        ? `The subscription does not include ${endpoint}. Raise it at ${keyPage}, or use another endpoint.`
        : `The ${plan} plan does not include ${endpoint}. Use a paid key with plan "pro", or another endpoint.`;
    case 10006:
      return `The ${plan} plan's calls for this month are used up. Wait for the next month, or raise the plan at ${keyPage}.`;
    case 10012: {
      if (/address/i.test(apiMessage)) return undefined;
      const { maxHistoryDays } = planFacts[plan];
      return maxHistoryDays === undefined
        ? `The subscription does not reach back that far. Ask for fewer days, or raise it at ${keyPage}.`
        : historyLimitMessage(plan, maxHistoryDays);
    }
    default:
      return undefined;
  }
}

/** Some bodies have the words of a code without the code. */
function codeOfWords(apiMessage: string): number | undefined {
  if (/allowed time range|past 365 days/i.test(apiMessage)) return 10012;
  return /limited to (paid|pro)\b/i.test(apiMessage) ? 10005 : undefined;
}

function rateLimitError(response: FailedResponse, body: ErrorBody): RateLimitError | undefined {
  const { status, endpoint, plan, serverWaitMs } = response;
  const limited =
    status === 429 ||
    body.apiCode === 429 ||
    body.apiCode === 1015 ||
    /^throttled/i.test(body.apiMessage ?? '');
  if (!limited) return undefined;
  const wait =
    serverWaitMs === undefined ? 'Wait a minute' : `Wait ${Math.ceil(serverWaitMs / 1000)} seconds`;
  const next =
    plan === 'keyless'
      ? `${wait}, call less often, or get a free demo key at ${keyPage}`
      : `${wait} or call less often`;
  return new RateLimitError({
    message: `CoinGecko answered ${endpoint} with status ${status}: too many requests. ${next}.`,
    status,
    endpoint,
    retryAfterMs: serverWaitMs,
  });
}

/** For a call not made, because the server has asked for a longer pause than the caller's patience. */
export function pausedError(endpoint: string, pauseMs: number): RateLimitError {
  return new RateLimitError({
    message:
      `CoinGecko refused earlier calls and asked for a pause, so ${endpoint} was not called. ` +
      `Wait ${Math.ceil(pauseMs / 1000)} seconds, or raise retry.maxElapsedMs to let the client wait.`,
    status: 429,
    endpoint,
    retryAfterMs: pauseMs,
  });
}

function statusError(response: FailedResponse, body: ErrorBody): HttpStatusError {
  const { status, endpoint } = response;
  const { apiCode, apiMessage } = body;
  const said = apiMessage === undefined ? '' : ` (${apiMessage})`;
  return new HttpStatusError({
    message: `CoinGecko answered ${endpoint} with status ${status}${said}. ${nextStep(response, body)}`,
    status,
    endpoint,
    apiCode,
    apiMessage,
  });
}

function nextStep({ status, plan, notFoundHint }: FailedResponse, { apiCode }: ErrorBody): string {
  const missingKey = `A key is needed: pass apiKey, which ${keyPage} shows.`;
  switch (apiCode) {
    case 1020:
      return 'Its firewall blocked this address or User-Agent: set a userAgent that names your application, or call from another address.';
    case 10002:
      return plan === 'keyless'
        ? missingKey
        : `CoinGecko does not know the key: compare apiKey with ${keyPage}, and see that no proxy drops its header.`;
    case 10010:
      return `The key belongs to a paid plan: set plan to "pro", whose host is ${planFacts.pro.baseUrl}, and leave baseUrl out.`;
    case 10011:
      return `The key belongs to the demo plan: set plan to "demo", whose host is ${planFacts.demo.baseUrl}, and leave baseUrl out.`;
    case 10012:
      return 'Ask for fewer addresses in one call.';
  }
  if (status === 401 && plan === 'keyless') return missingKey;
  if (status === 401)
    return `The API key was not accepted for the plan "${plan}": compare both with ${keyPage}.`;
  if (status === 403)
    return 'The request was blocked: set a userAgent that names your application, or call from another address.';
  if (status === 404) return notFoundHint ?? 'Check baseUrl: this path does not exist there.';
  if (status === 414) return 'The URL is too long: ask for fewer coins or currencies in one call.';
  if (status === 408 || status >= 500)
    return 'The server failed: try again later, and see https://status.coingecko.com.';
  if (status < 400) return 'The server redirects: set baseUrl to where it points.';
  return 'The request itself was refused: check the coin, the currency and the other options.';
}
