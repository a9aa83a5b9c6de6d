import { NetworkError, RequestTimeoutError } from '../errors/index.js';
import type { KeyRedactor } from './redactKey.js';

/** A whole answer, body included, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** One HTTP GET. */
export interface AttemptInput {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  /** A given fetch may put what it was called with into its errors. */
  readonly redact: KeyRedactor;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** The path alone, for messages. */
  readonly endpoint: string;
}

/**
 * Makes one attempt and reads the whole body within `timeoutMs`. ky's own timeout ends with the headers, so
 * a stalled body would hang; here one timer covers both. An abort or timeout rejects at once, also when the
 * given `fetch` ignores its signal.
 *
 * @throws {@link NetworkError} when no whole answer arrived.
 * @throws {@link RequestTimeoutError} when it took too long.
 */
export async function attempt(input: AttemptInput): Promise<Answer> {
  const { signal, endpoint, timeoutMs } = input;
  signal.throwIfAborted();
  const controller = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  const onAbort = () => controller.abort(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => controller.abort(timeoutError(endpoint, timeoutMs)), timeoutMs);
  try {
    return await Promise.race([exchange(input, controller.signal), stopped]);
  } catch (error) {
    if (controller.signal.aborted) throw controller.signal.reason;
    throw networkError(endpoint, input.redact.cause(error));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

async function exchange(input: AttemptInput, signal: AbortSignal): Promise<Answer> {
  // Loading it wakes Node's own fetch, which costs more than the rest of coincast: only who fetches pays.
  const { default: ky } = await import('ky');
  const response = await ky.get(input.url, {
    headers: input.headers,
    fetch: input.fetch,
    signal,
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // A followed redirect would carry the key's header to wherever it points.
    redirect: 'manual',
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function timeoutError(endpoint: string, timeoutMs: number): RequestTimeoutError {
  return new RequestTimeoutError({
    message:
      `CoinGecko sent no whole answer to ${endpoint} within ${timeoutMs} ms. ` +
      'Try again, or raise timeoutMs if the connection is slow.',
    endpoint,
    timeoutMs,
  });
}

function networkError(endpoint: string, cause: unknown): NetworkError {
  return new NetworkError(
    {
      message:
        `The connection failed before CoinGecko had answered ${endpoint}${reasonOf(cause)}. ` +
        `Check the network and baseUrl, then try again.${isOpaque(cause) ? ` ${browserHint}` : ''}`,
      endpoint,
    },
    { cause },
  );
}

const browserHint =
  "In a browser this may also be an error of CoinGecko's, such as a rate limit: it sends those without CORS " +
  'headers, so that browsers hide them. Call through a backend of your own, which sees and can obey them.';

/** What browsers make of every failure, whatever its reason; Node adds a cause. */
function isOpaque(error: unknown): boolean {
  return error instanceof TypeError && error.cause === undefined;
}

function reasonOf(error: unknown): string {
  const inner = error instanceof Error ? error.cause : undefined;
  const code = (inner as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return ` (${code})`;
  return error instanceof Error && error.message !== '' ? ` (${error.message})` : '';
}
