import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidArgumentError, requireInteger, requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { type Clock, systemClock } from '../../runtime/index.js';
import type { CandleSeries, PriceSeries } from '../../series/index.js';
import { type ApiKeys, readAccess } from './access.js';
import { alterReply } from './alterReply.js';
import { defaultCoins } from './coins.table.js';
import { type EmulatedCoin, resolveCoin } from './EmulatedCoin.js';
import type { EmulatorRequest } from './EmulatorRequest.js';
import { type Fault, type FaultScript, readFaultScript } from './Fault.js';
import { properReply, type ServedMarket } from './properReply.js';
import { createReplay, endOfReplay } from './replay.js';
import { send } from './send.js';
import { createSimulatedHistory } from './simulatedHistory.js';
import { createUsage } from './usage.js';

/** What {@link startCoinGeckoEmulator} takes. */
export interface CoinGeckoEmulatorOptions {
  /** The port on 127.0.0.1. Default 0: any that is free. */
  readonly port?: number | undefined;
  /** The same seed gives the same markets at the same time. Default 1. */
  readonly seed?: number | undefined;
  /** The coins to simulate. Default: bitcoin, ethereum and some others. */
  readonly coins?: readonly EmulatedCoin[] | undefined;
  /**
   * Recorded prices or candles to serve under their `coinId`, in place of a simulated coin of that id. Default: none.
   */
  readonly replay?: readonly (PriceSeries | CandleSeries)[] | undefined;
  /**
   * Where the present comes from, the minutes of the limit, and the delays among the faults. Default: the
   * machine's clock, or with `replay` the moment half a step after the latest observation, for ever.
   */
  readonly clock?: Clock | undefined;
  /** What goes wrong, see {@link FaultScript}. Default: nothing. */
  readonly faults?: FaultScript | undefined;
  /** The keys that exist and their tiers. Default: any key is good for the tier in whose header it comes. */
  readonly apiKeys?: ApiKeys | undefined;
  /** How many requests each account may make; keyless ones share an account. Default: as many as it likes. */
  readonly rateLimit?: EmulatedRateLimit | undefined;
  /** How many of the requests received are kept, the latest; about 1 kB each. Default 10,000. */
  readonly keptRequests?: number | undefined;
}

/** A limit of requests in each minute of the clock, whatever becomes of them. */
export interface EmulatedRateLimit {
  /** Requests an account may make in a minute, at least 1; what exceeds them gets status 429. */
  readonly perMinute: number;
  /**
   * The headers that tell when the minute ends: `retry-after`, `x-ratelimit-reset`, both or none. Default
   * `both`; CoinGecko does not always send the first.
   */
  readonly headers?: 'both' | 'reset' | 'none' | undefined;
}

/** A running emulator. */
export interface CoinGeckoEmulator {
  /** The base URL for `createCoinGeckoClient`, such as `http://127.0.0.1:41234/api/v3`. */
  readonly url: string;
  /** The requests received, oldest first; of more than `keptRequests` the latest. It changes with each. */
  readonly requests: readonly EmulatorRequest[];
  /** Replaces what goes wrong from the next request on; `[]` ends all faults. */
  setFaults(faults: FaultScript): void;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

const basePath = '/api/v3';

/**
 * Starts a local CoinGecko on loopback, over real HTTP: `/ping`, `/key`, `/simple/price`,
 * `/simple/supported_vs_currencies`, `/coins/list`, `/coins/markets`, `/search`, and of each coin
 * `market_chart`, `market_chart/range`, `ohlc` and `ohlc/range`.
 *
 * It has the paths, shapes and oddities of the real one: 5-minute points for 1 day, hourly ones for 2 to 90,
 * daily ones beyond; times a little off the grid; the present moment as the last point; a finished day that
 * appears late; candles stamped with their end; 365 days of history, and no `/key` or `ohlc/range`, unless a
 * paid key comes; empty charts before a coin was listed; 403 without a User-Agent; `access-control-allow-origin: *`
 * on answers, and on errors not, so that pages in browsers see of an error only that there was one, and may not send
 * the key in a header. Its data are simulated (see `simulateMarket`) or replayed, and no real prices. The same seed gives the same prices at the same time, and
 * the past stays as it is while time goes on. Currencies convert at fixed rates.
 *
 * @throws InvalidArgumentError when an option is unknown or out of bounds, or the port is taken.
 * @example
 * ```ts
 * import { createCoinGeckoClient } from 'coincast';
 * import { startCoinGeckoEmulator } from 'coincast/testing';
 *
 * const emulator = await startCoinGeckoEmulator({ seed: 7, faults: [{ kind: 'html' }] });
 * const client = createCoinGeckoClient({ baseUrl: emulator.url });
 * const failure = await client.ping().catch((error) => error);
 * failure.code; // => 'response-validation'
 * (await client.ping()).message; // => '(V3) To the Moon!'
 * emulator.requests.length; // => 2
 * await emulator.close();
 * ```
 */
export async function startCoinGeckoEmulator(
  options: CoinGeckoEmulatorOptions = {},
): Promise<CoinGeckoEmulator> {
  requireKnownKeys('startCoinGeckoEmulator options', options, [
    'port',
    'seed',
    'coins',
    'replay',
    'clock',
    'faults',
    'apiKeys',
    'rateLimit',
    'keptRequests',
  ]);
  const { port = 0, seed = 1, coins = defaultCoins, replay = [], keptRequests = 10_000 } = options;
  requireInteger('port', port, { min: 0, max: 65_535 });
  requireInteger('seed', seed);
  requireInteger('keptRequests', keptRequests, { min: 0 });
  const replayed = replay.map(createReplay);
  const rateLimit = resolveRateLimit(options.rateLimit);
  const clock = options.clock ?? (replay.length > 0 ? standingClock(endOfReplay(replay)) : systemClock);
  const requests: EmulatorRequest[] = [];
  const simulated = coins.map((coin, index) => createSimulatedHistory(resolveCoin(coin, index), seed));
  const state: EmulatorState = {
    clock,
    requests,
    keptRequests,
    histories: new Map([...simulated, ...replayed].map((history) => [history.id, history])),
    apiKeys: options.apiKeys,
    rateLimit,
    usage: createUsage(rateLimit.perMinute),
    nextFault: readFaultScript(options.faults ?? []),
  };
  const closing = new AbortController();
  const server = createServer((incoming, response) => {
    handle(state, incoming, response, closing.signal).catch((error) => refuse(response, error));
  });
  await listen(server, port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`,
    requests,
    setFaults(faults) {
      state.nextFault = readFaultScript(faults);
    },
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface EmulatorState extends ServedMarket {
  readonly clock: Clock;
  readonly requests: EmulatorRequest[];
  readonly keptRequests: number;
  nextFault: (request: EmulatorRequest) => Fault | null;
}

async function handle(
  state: EmulatorState,
  incoming: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const { clock, usage, requests } = state;
  const request = readRequest(incoming, clock.now());
  requests.push(request);
  if (requests.length > state.keptRequests) requests.shift();
  const proper = properReply(state, request);
  const fault = state.nextFault(request);
  const reply = alterReply(proper, fault, clock.now());
  if (reply.status === 200) usage.credit(readAccess(request).account, request.receivedAt);
  await send(response, reply, fault, clock, closing);
}

/** A fault script that throws must show, but not end the process that holds the emulator. */
function refuse(response: ServerResponse, error: unknown): void {
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: `The emulator failed: ${error}` }));
}

function readRequest(incoming: IncomingMessage, receivedAt: number): EmulatorRequest {
  const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    method: incoming.method ?? 'GET',
    endpoint: pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname,
    query: Object.fromEntries(searchParams),
    headers: incoming.headers,
    receivedAt,
  };
}

function resolveRateLimit(rateLimit: EmulatedRateLimit | undefined): ServedMarket['rateLimit'] {
  if (rateLimit === undefined) return { perMinute: Number.POSITIVE_INFINITY, headers: 'none' };
  requireKnownKeys('rateLimit', rateLimit, ['perMinute', 'headers']);
  return {
    perMinute: requireInteger('rateLimit.perMinute', rateLimit.perMinute, { min: 1 }),
    headers: requireOneOf('rateLimit.headers', rateLimit.headers ?? 'both', ['both', 'reset', 'none']),
  };
}

function standingClock(now: number): Clock {
  return { now: () => now, sleep: systemClock.sleep };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const hint = 'Leave it out to get any that is free.';
      reject(
        new InvalidArgumentError({ argument: 'port', value: port, expected: 'a free port', hint }, { cause }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
