import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keys, startTestApp, type TestApp } from './startTestApp.js';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly queries: readonly string[];
  readonly statuses: ReadonlySet<string>;
}

let test: TestApp;
let operations: readonly Operation[];

beforeAll(async () => {
  test = await startTestApp();
  await test.promote();
  const { paths } = (await test.app.inject('/openapi.json')).json();
  operations = Object.entries<
    Record<string, { parameters?: { in: string; name: string }[]; responses: object }>
  >(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], responses }]) => ({
      method: method.toUpperCase(),
      path,
      queries: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
      statuses: new Set(Object.keys(responses)),
    })),
  );
});

afterAll(() => test.close());

/** Values that come near what routes take, and some that do not. */
const text = fc.oneof(
  fc.constantFrom(
    'bitcoin',
    'ethereum',
    'dogecoin',
    '1',
    '24',
    '100',
    '101',
    '-1',
    '0.8,0.95',
    'csv',
    '1e999',
    'NaN',
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.record(
    {
      prices: fc.array(fc.oneof(fc.double(), fc.double({ min: 1, max: 1000, noNaN: true }), fc.constant(5)), {
        maxLength: 40,
      }),
      timestamps: fc.array(fc.maxSafeInteger(), { maxLength: 40 }),
      model: fc.constantFrom('ets', 'naive', 'drift', 'theta', 'prophet', 'arima', 'auto', 'none'),
      steps: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double()),
      levels: fc.array(fc.double(), { maxLength: 3 }),
      budgetMs: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer()),
    },
    { requiredKeys: ['prices'] },
  ),
  fc.record(
    {
      coin: text,
      why: text,
      version: text,
      promote: fc.boolean(),
      force: fc.record({ reason: text }),
      model: text,
    },
    { requiredKeys: [] },
  ),
);

const request = fc.record({
  route: fc.nat(),
  query: fc.array(fc.tuple(fc.option(fc.string(), { freq: 3, nil: undefined }), fc.nat(), text), {
    maxLength: 4,
  }),
  parameter: text,
  body: fc.option(
    fc.oneof(
      json.map((value) => JSON.stringify(value)),
      fc.string({ unit: 'binary' }),
    ),
    {
      nil: undefined,
    },
  ),
  type: fc.constantFrom(
    'application/json',
    'application/json; charset=utf-8',
    'text/plain',
    'application/xml',
    '',
  ),
  key: fc.option(fc.constantFrom(keys.read, keys.admin, 'wrong', ''), { nil: undefined }),
  accept: fc.constantFrom('*/*', 'application/json', 'text/csv', 'text/event-stream', 'nonsense'),
});

describe('any request to any route', () => {
  it('gets a status that is documented, never 500, and with a failure a problem', async () => {
    await fc.assert(
      fc.asyncProperty(request, async ({ route, query, parameter, body, type, key, accept }) => {
        const { method, path, queries, statuses } = operations[route % operations.length]!;
        const named = query.map(([name, at, value]): [string, string] => [
          name ?? queries[at % Math.max(1, queries.length)] ?? 'x',
          value,
        ]);
        const url = path.replace(/\{\w+\}/, () => encoded(parameter));
        const search = named.map((pair) => pair.map((each) => encoded(each)).join('=')).join('&');
        const sends = body !== undefined && method !== 'GET';
        const response = await test.app.inject({
          method: method as 'GET',
          url: search === '' ? url : `${url}?${search}`,
          headers: {
            accept,
            ...(key === undefined ? {} : { 'x-api-key': key }),
            ...(sends && type !== '' ? { 'content-type': type } : {}),
          },
          ...(sends ? { payload: body } : {}),
        });
        const status = response.statusCode;
        const said = `${method} ${url} ${JSON.stringify(named)} ${body}: ${status} ${response.body.slice(0, 300)}`;
        expect(status, said).not.toBe(500);
        // A parameter may be so long or so empty that the path is another one.
        const isDocumented = statuses.has(String(status)) || (status === 404 && path.includes('{'));
        expect(isDocumented, said).toBe(true);
        if (status < 400 || String(response.headers['content-type']).startsWith('application/json')) return;
        const problem = response.json();
        expect(problem.status, said).toBe(status);
        expect(problem.code, said).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

/** Half a surrogate pair cannot be sent. */
function encoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return '%3F';
  }
}
