import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidArgumentError, requireInteger, requireKnownKeys } from '../../errors/index.js';
import { type Clock, systemClock } from '../../runtime/index.js';
import { isPriceSeries, type PriceSeries } from '../../series/index.js';
import type { CoinHistory } from './CoinHistory.js';
import { defaultCoins } from './coins.table.js';
import { type EmulatedCoin, resolveCoin } from './EmulatedCoin.js';
import { type Fault, type FaultScript, readFaultScript } from './Fault.js';
import { createReplayedHistory } from './replayedHistory.js';
import { flatError, type Reply } from './reply.js';
import { answer } from './routes.js';
import { send } from './send.js';
import { createSimulatedHistory } from './simulatedHistory.js';

/** A request the emulator received. */
export interface EmulatorRequest {
  readonly method: string;
  /** The path below the base URL, such as `/coins/bitcoin/market_chart`. */
  readonly endpoint: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** When it came, on the emulator's clock, epoch milliseconds UTC. */
  readonly receivedAt: number;
}

/** What {@link startCoinGeckoEmulator} takes. */
export interface CoinGeckoEmulatorOptions {
  /** The port on 127.0.0.1. Default 0: any that is free. */
  readonly port?: number | undefined;
  /** The same seed gives the same markets at the same time. Default 1. */
  readonly seed?: number | undefined;
  /** The coins to simulate. Default: bitcoin, ethereum and some others. */
  readonly coins?: readonly EmulatedCoin[] | undefined;
  /** Recorded series to serve under their `coinId`, in place of a simulated coin of that id. */
  readonly replay?: readonly PriceSeries[] | undefined;
  /**
   * Where the present comes from. Default: the machine's clock, or with `replay` the moment half a step after
   * the latest observation, for ever.
   */
  readonly clock?: Clock | undefined;
  /** What goes wrong, see {@link FaultScript}. Default: nothing. */
  readonly faults?: FaultScript<EmulatorRequest> | undefined;
}

/** A running emulator. */
export interface CoinGeckoEmulator {
  /** The base URL for `createCoinGeckoClient`, such as `http://127.0.0.1:41234/api/v3`. */
  readonly url: string;
  /** Every request received so far, oldest first; grows. */
  readonly requests: readonly EmulatorRequest[];
  /** Replaces what goes wrong from the next request on; `[]` ends all faults. */
  setFaults(faults: FaultScript<EmulatorRequest>): void;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

const basePath = '/api/v3';

/**
 * Starts a local CoinGecko on loopback: `/ping`, `/simple/price`, `/coins/list` and
 * `/coins/{id}/market_chart`, over real HTTP.
 *
 * It has the paths, shapes and oddities of the real one: 5-minute points for 1 day, hourly ones for 2 to 90,
 * daily ones beyond; times a little off the grid; the present moment as the last point; a finished day that
 * appears 10 minutes late; 365 days of history unless a paid key comes; 403 without a User-Agent. Its data are
 * simulated (see `simulateMarket`) or replayed, and no real prices. The same seed gives the same prices at the
 * same time, and the past stays as it is while time goes on. Currencies convert at fixed rates.
 *
 * @throws InvalidArgumentError when an option is unknown or out of bounds, or the port is taken.
 * @example
 * ```ts
 * import { createCoinGeckoClient, isCoincastError } from 'coincast';
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
  ]);
  const { port = 0, seed = 1, coins = defaultCoins, replay = [] } = options;
  requireInteger('port', port, { min: 0, max: 65_535 });
  requireInteger('seed', seed);
  replay.forEach(requireSeries);
  const clock = options.clock ?? (replay.length > 0 ? standingClock(endOf(replay)) : systemClock);
  const requests: EmulatorRequest[] = [];
  const state = {
    clock,
    requests,
    histories: historiesOf(coins, replay, seed),
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

interface EmulatorState {
  readonly clock: Clock;
  readonly requests: EmulatorRequest[];
  readonly histories: ReadonlyMap<string, CoinHistory>;
  readonly nextFault: (request: EmulatorRequest) => Fault | null;
}

async function handle(
  state: EmulatorState,
  incoming: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const request = readRequest(incoming, state.clock.now());
  state.requests.push(request);
  await send(response, replyTo(state, request), state.nextFault(request), state.clock, closing);
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

function replyTo({ histories }: EmulatorState, request: EmulatorRequest): Reply {
  const { method, headers, endpoint, query, receivedAt: now } = request;
  if (method !== 'GET') return flatError(405, 'Method Not Allowed');
  if (headers['user-agent'] === undefined) {
    const message = 'Please set a descriptive User-Agent header.';
    return { status: 403, body: { status: { error_code: 403, error_message: message } } };
  }
  return answer({ endpoint, query, now, pro: headers['x-cg-pro-api-key'] !== undefined, coins: histories });
}

function historiesOf(
  coins: readonly EmulatedCoin[],
  replay: readonly PriceSeries[],
  seed: number,
): ReadonlyMap<string, CoinHistory> {
  const simulated = coins.map((coin, index) => createSimulatedHistory(resolveCoin(coin, index), seed));
  const replayed = replay.map(createReplayedHistory);
  return new Map([...simulated, ...replayed].map((history) => [history.id, history]));
}

function requireSeries(series: unknown, index: number): void {
  if (isPriceSeries(series)) return;
  throw new InvalidArgumentError({
    argument: `replay[${index}]`,
    value: series,
    expected: 'a PriceSeries',
    hint: 'Make one with createPriceSeries.',
  });
}

function endOf(replay: readonly PriceSeries[]): number {
  return Math.max(...replay.map(({ timestamps, stepMs }) => timestamps.at(-1)! + Math.floor(stepMs / 2)));
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
