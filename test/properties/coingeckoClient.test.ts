import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CoinGeckoClient, createCoinGeckoClient } from '../../src/coingecko/index.js';
import { isCoincastError, NetworkError } from '../../src/errors/index.js';
import type { Clock } from '../../src/runtime/index.js';
import { createTestClock, startCoinGeckoEmulator } from '../../src/testing/index.js';
import { countingClock } from '../coingecko/countingClock.js';
import { everyCall } from '../coingecko/everyCall.js';

const apiKey = 'CG-any-key-of-the-paid-plan';
const pro = { plan: 'pro', apiKey, rateLimit: { perMinute: 100_000 } } as const;
const nameOfCall = fc.constantFrom(...Object.keys(everyCall));

/** Bodies from noise to nearly right. */
const anyCell = fc.oneof(fc.constant(null), fc.double(), fc.string(), fc.constant({}));
const anyColumn = fc.array(
  fc.oneof(fc.tuple(fc.integer(), anyCell), fc.tuple(fc.double(), anyCell), anyCell),
);
const anyRows = fc.array(
  fc.oneof(fc.tuple(fc.integer(), fc.double(), fc.double(), fc.double(), fc.double()), anyCell),
);
const anyError = fc.record(
  {
    error: fc.oneof(fc.string(), fc.record({ status: fc.jsonValue() }), fc.jsonValue()),
    status: fc.oneof(
      fc.record({ error_code: fc.jsonValue(), error_message: fc.jsonValue() }),
      fc.jsonValue(),
    ),
    error_code: fc.oneof(fc.constantFrom(429, 10_002, 10_005, 10_006, 10_010, 10_012), fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const anyJson = fc
  .oneof(
    fc.json(),
    anyRows.map((rows) => JSON.stringify(rows)),
    anyError.map((error) => JSON.stringify(error)),
    fc
      .record({ prices: anyColumn, market_caps: anyColumn, total_volumes: anyColumn })
      .map((chart) => JSON.stringify(chart)),
  )
  .chain((json) => fc.nat(json.length).map((cut) => (cut % 3 === 0 ? json : json.slice(0, cut))));
const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string().map((text) => `<title>${text}</title>`),
  fc.string(),
  anyJson,
);

const anyHeaders = fc.dictionary(
  fc.oneof(
    fc.constantFrom('retry-after', 'x-ratelimit-reset', 'date', 'content-type', 'location', 'set-cookie'),
    fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
  ),
  fc.oneof(
    fc.stringMatching(/^[\x20-\x7e]*$/),
    fc.nat().map(String),
    fc.date({ noInvalidDate: true }).map(String),
  ),
);

/** Whether a call gave data, else it must have failed with an error of coincast. */
async function requireDataOrTypedError(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isCoincastError(error)) throw error;
    expect(error.message).toMatch(/^[A-Z][^\p{Cc}]+\.$/u);
  }
}

describe('any bytes with any status and any headers', () => {
  it('give data or a typed error, from every call', async () => {
    await fc.assert(
      fc.asyncProperty(
        nameOfCall,
        fc.array(fc.tuple(anyBody, fc.integer({ min: 200, max: 599 }), anyHeaders), {
          minLength: 1,
          maxLength: 3,
        }),
        async (name, answers) => {
          let calls = 0;
          const fetch = async () => {
            const [bytes, status, headers] = answers[calls++ % answers.length]!;
            const body = status === 204 || status === 205 || status === 304 ? null : bytes;
            return new Response(body, { status, headers });
          };
          const retry = { maxRetries: 1, baseDelayMs: 0 };
          const client = createCoinGeckoClient({ ...pro, fetch, clock: createTestClock(), retry });
          await requireDataOrTypedError(everyCall[name]!(client));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('do so as they come over the wire, well-formed or not', async () => {
    let reply = new Uint8Array();
    const server = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(reply));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
    const head = fc
      .tuple(
        fc.oneof(fc.integer({ min: 100, max: 999 }), fc.nat(2000)),
        fc.dictionary(
          fc.constantFrom(
            'content-length',
            'transfer-encoding',
            'content-encoding',
            'connection',
            'retry-after',
          ),
          fc.oneof(
            fc.constantFrom('chunked', 'gzip', 'br', 'close', 'keep-alive', 'upgrade', '0', '-1'),
            fc.nat(400).map(String),
          ),
        ),
        anyHeaders,
      )
      .map(([status, framing, headers]) => {
        const lines = Object.entries({ ...headers, ...framing }).map(
          ([name, value]) => `${name}: ${value}\r\n`,
        );
        return `HTTP/1.1 ${status} Any\r\n${lines.join('')}\r\n`;
      });
    const response = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(head, anyBody).map(([start, body]) => {
        const bytes = typeof body === 'string' ? new Uint8Array(Buffer.from(body)) : body;
        return new Uint8Array([...bytesOf(start), ...bytes]);
      }),
    );
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`;
    try {
      await fc.assert(
        fc.asyncProperty(nameOfCall, response, async (name, bytes) => {
          reply = bytes;
          const client = createCoinGeckoClient({
            ...pro,
            baseUrl,
            clock: createTestClock(),
            timeoutMs: 1000,
            retry: { maxRetries: 0 },
          });
          await requireDataOrTypedError(everyCall[name]!(client));
        }),
        { numRuns: 200 },
      );
    } finally {
      server.close();
    }
  });
});

type Moment = 'at once' | 'no headers' | 'half a body' | 'no answer';
interface Step {
  readonly status: number;
  readonly moment: Moment;
  readonly retryAfter: number | undefined;
}

/** What a server does with one request. */
const step = fc.record<Step>({
  status: fc.constantFrom(200, 200, 200, 429, 500, 503, 404),
  moment: fc.constantFrom<Moment>('at once', 'at once', 'at once', 'no headers', 'half a body', 'no answer'),
  retryAfter: fc.option(fc.nat(90), { nil: undefined }),
});

const reason = fc.oneof(
  fc.record({ mine: fc.nat() }),
  fc.string(),
  fc.constantFrom<unknown>(
    null,
    0,
    false,
    new Error('mine'),
    new NetworkError({ message: 'mine', endpoint: '/' }),
  ),
);

/** Waits until every event at hand has been handled. */
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** The timers and sockets that keep the process alive. */
const resources = () =>
  process.getActiveResourcesInfo().filter((name) => /^(Timeout|TCPSocketWrap)$/.test(name));

/** Time that passes only for those who do not wait. */
const standingClock = (): Clock => ({
  now: () => presentMoment,
  sleep: (_durationMs, signal) =>
    new Promise((_, reject) => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
});

const presentMoment = Date.UTC(2026, 0, 1, 12, 30);

describe('an abort at any moment', () => {
  /** What the emulator answers to every call, so that a plain server can answer or hesitate. */
  const bodies = new Map<string, string>();
  let server: Server;
  let baseUrl: string;
  let steps: Step[] = [];
  let requests = 0;
  /** Requests neither answered nor given up. */
  let hanging = 0;

  beforeAll(async () => {
    const clock = createTestClock({ now: presentMoment });
    const emulator = await startCoinGeckoEmulator({ clock });
    const fetch = (async (request: Request) => {
      const response = await globalThis.fetch(request);
      bodies.set(new URL(request.url).pathname + new URL(request.url).search, await response.clone().text());
      return response;
    }) as typeof globalThis.fetch;
    const client = createCoinGeckoClient({ ...pro, baseUrl: emulator.url, clock, fetch });
    for (const call of Object.values(everyCall)) await call(client);
    await emulator.close();
    server = createServer((request, response) => {
      requests++;
      hanging++;
      response.once('close', () => hanging--);
      const { status, moment, retryAfter } = steps.shift() ?? { status: 200, moment: 'at once' as const };
      const text = bodies.get(request.url!) ?? '{"error":"coin not found"}';
      if (moment === 'no answer') return;
      response.writeHead(bodies.has(request.url!) ? status : 404, {
        connection: 'close',
        'content-length': Buffer.byteLength(text),
        ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
      });
      if (moment === 'at once') response.end(text);
      else if (moment === 'no headers') response.flushHeaders();
      else response.write(text.slice(0, text.length / 2));
    });
    // Its ends of the sockets are not counted; the client's are.
    server.on('connection', (socket) => socket.unref());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v3`;
  });
  afterAll(() => void server.close());

  /** The resources of before have come back, as soon as the closing of sockets has gone round. */
  async function requireNothingLeft(before: readonly string[]): Promise<void> {
    const isLeft = () => hanging > 0 || resources().length > before.length;
    for (let turns = 0; turns < 2000 && isLeft(); turns++) await turn();
    expect(resources().length).toBeLessThanOrEqual(before.length);
    expect(hanging).toBe(0);
  }

  it("rejects at once with the caller's own reason and leaves no timer or socket behind", async () => {
    let aborted = 0;
    let finished = 0;
    await fc.assert(
      fc.asyncProperty(
        nameOfCall,
        fc.array(step, { maxLength: 4 }),
        fc.oneof(fc.nat(12), fc.nat(80)),
        fc.boolean(),
        reason,
        async (name, script, turns, isStanding, why) => {
          const before = resources();
          steps = [...script];
          const clock = countingClock(isStanding ? standingClock() : createTestClock({ now: presentMoment }));
          const client: CoinGeckoClient = createCoinGeckoClient({ ...pro, baseUrl, clock });
          const controller = new AbortController();
          let outcome: { readonly value: unknown } | { readonly error: unknown } | undefined;
          everyCall[name]!(client, controller.signal).then(
            (value) => {
              outcome = { value };
            },
            (error) => {
              outcome = { error };
            },
          );
          for (let done = 0; done < turns && outcome === undefined; done++) await turn();
          const isEarlier = outcome !== undefined;
          controller.abort(why);
          await turn();
          if (isEarlier) {
            if ('value' in outcome!) finished++;
            expect(outcome).toSatisfy((end) => 'value' in end || isCoincastError(end.error));
          } else {
            aborted++;
            expect(outcome).toHaveProperty('error');
            expect((outcome as unknown as { error: unknown }).error).toBe(why);
          }
          expect(clock.waiting).toBe(0);
          await requireNothingLeft(before);
        },
      ),
      { numRuns: 300 },
    );
    expect(aborted).toBeGreaterThan(100);
    expect(finished).toBeGreaterThan(20);
  });

  it.each(Object.keys(everyCall))('before the call makes none: %s', async (name) => {
    const before = requests;
    const why = { mine: true };
    const client = createCoinGeckoClient({ ...pro, baseUrl });
    await expect(everyCall[name]!(client, AbortSignal.abort(why))).rejects.toBe(why);
    expect(requests).toBe(before);
  });
});
