import { requireInteger, requireKnownKeys, requireNumber, requireOneOf } from '../../errors/index.js';
import { createRandomStream, type RandomStream } from '../../math/index.js';
import { deriveSeed } from '../market/deriveSeed.js';
import type { EmulatorRequest } from './EmulatorRequest.js';
import { errorShapes } from './errorShapes.js';
import { type Fault, faultKinds } from './Fault.js';

/** What {@link randomFaults} takes. */
export interface RandomFaultsOptions {
  /** The same seed gives the same faults to the same requests. Default 1. */
  readonly seed?: number | undefined;
  /** The share of requests that fail, 0 to 1. Default 0.3. */
  readonly rate?: number | undefined;
  /** The kinds that occur, equally often. Default all. */
  readonly kinds?: readonly Fault['kind'][] | undefined;
}

/**
 * A fault script that fails a share of requests at random, with statuses, shapes and waits as seen in the wild.
 *
 * What happens to a request depends on the seed, its path and query, and how often these came before, and not
 * on what else is asked meanwhile: so concurrent requests give repeatable faults.
 *
 * @throws InvalidArgumentError when an option is unknown or out of bounds, or a kind is unknown.
 * @example
 * ```ts
 * import { randomFaults, startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const faults = randomFaults({ seed: 3, rate: 1, kinds: ['html'] });
 * const emulator = await startCoinGeckoEmulator({ faults });
 * const response = await fetch(`${emulator.url}/ping`);
 * response.headers.get('content-type'); // => 'text/html; charset=utf-8'
 * await emulator.close();
 * ```
 */
export function randomFaults(options: RandomFaultsOptions = {}): (request: EmulatorRequest) => Fault | null {
  requireKnownKeys('randomFaults options', options, ['seed', 'rate', 'kinds']);
  const { kinds = faultKinds } = options;
  const seed = requireInteger('seed', options.seed ?? 1);
  const rate = requireNumber('rate', options.rate ?? 0.3, { min: 0, max: 1 });
  requireInteger('kinds.length', kinds.length, { min: 1 });
  kinds.forEach((kind, index) => {
    requireOneOf(`kinds[${index}]`, kind, faultKinds);
  });
  const seen = new Map<string, number>();
  return ({ endpoint, query }) => {
    const asked = `${endpoint}?${new URLSearchParams(query)}`;
    const count = (seen.get(asked) ?? 0) + 1;
    seen.set(asked, count);
    const random = createRandomStream(deriveSeed(seed, `${asked}#${count}`));
    return random.uniform() < rate ? randomFault(pick(random, kinds), random) : null;
  };
}

const failingStatuses = [408, 500, 502, 503, 504] as const;
const refusals = [
  { status: 400, code: 10011 },
  { status: 401, code: 10002 },
  { status: 401, code: 10012 },
  { status: 403, code: 1020 },
  { status: 404, code: 404 },
  { status: 429, code: 429 },
  { status: 503, code: 503 },
] as const;

function randomFault(kind: Fault['kind'], random: RandomStream): Fault {
  switch (kind) {
    case 'rateLimit':
      return pick<Fault>(random, [
        { kind },
        { kind, retryAfter: 1 + Math.floor(random.uniform() * 60) },
        { kind, resetInMs: Math.ceil(random.uniform() * 60_000) },
      ]);
    case 'status':
      return { kind, status: pick(random, failingStatuses) };
    case 'error':
      return { kind, shape: pick(random, errorShapes), ...pick(random, refusals) };
    case 'html':
      return { kind, status: pick(random, [200, 403, 503]) };
    case 'delay':
      return { kind, durationMs: Math.ceil(random.uniform() * 5000) };
    case 'duplicatePoints':
    case 'missingPoints':
    case 'nulls':
    case 'zeroVolumes':
      return { kind, every: 2 + Math.floor(random.uniform() * 20) };
    default:
      return { kind };
  }
}

function pick<T>(random: RandomStream, values: readonly T[]): T {
  return values[Math.floor(random.uniform() * values.length)]!;
}
