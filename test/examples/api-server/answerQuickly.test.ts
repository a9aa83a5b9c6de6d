import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { keys, startTestApp, type TestApp } from './startTestApp.js';

let test: TestApp;
let origin: string;

beforeAll(async () => {
  test = await startTestApp();
  await test.promote();
  origin = await test.app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(() => test.close());

/** The same forecast in different words, so that only those who ask in the same ones are answered quickly. */
let asked = 0;
let url: string;
beforeEach(() => {
  asked += 1;
  url = `/predict?coin=bitcoin&steps=${asked}`;
});
const otherWords = () => `${url}&levels=0.8,0.95`;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Names and values as they came, in their order, without those that differ from one answer to the next. */
  readonly told: string[];
  readonly body: Buffer;
}

const differs = new Set(['date', 'ratelimit-remaining', 'ratelimit-reset']);

/** Over a connection, as injected requests do not reach Node's own writing of headers. */
function get(path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${origin}${path}`, { headers, method }, async (response) => {
      const { rawHeaders: raw, statusCode: status = 0 } = response;
      const told = raw.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${raw[i + 1]}`] : []));
      resolve({
        status,
        headers: response.headers,
        told: told.filter((line) => !differs.has(line.split(':')[0]!.toLowerCase())),
        body: await buffer(response),
      });
    })
      .on('error', reject)
      .end();
  });
}

const remaining = ({ headers }: Answer) => Number(headers['ratelimit-remaining']);

describe('the quick way', () => {
  it.each([
    ['nothing', {}, 200, undefined],
    ['curl', { accept: '*/*' }, 200, undefined],
    ['a browser', { 'accept-encoding': 'gzip, deflate, br, zstd', origin: 'https://a.example' }, 200, 'br'],
    ['fetch of Node', { 'accept-encoding': 'gzip, deflate', 'sec-fetch-mode': 'cors' }, 200, 'gzip'],
    ['an encoding nobody has', { 'accept-encoding': 'x-none' }, 200, undefined],
    ['no compression', { 'accept-encoding': 'gzip', 'x-no-compression': '1' }, 200, undefined],
    ['another ETag', { 'accept-encoding': 'br', 'if-none-match': '"other"' }, 200, 'br'],
    ['the ETag', { 'if-none-match': 'ETAG' }, 304, undefined],
    ['the weak ETag and an encoding', { 'accept-encoding': 'br', 'if-none-match': 'W/ETAG' }, 304, undefined],
    ['a key', { 'x-api-key': keys.read }, 200, undefined],
  ])('says the same as the ordinary one to who sends %s', async (_, sent, status, encoding) => {
    // Ten steps at least, so that it is worth compressing.
    url = `/predict?coin=bitcoin&steps=${50 + asked}`;
    const { headers } = await get(otherWords());
    const known = Object.entries(sent).map(([name, value]) => [
      name,
      value.replace('ETAG', String(headers['etag'])),
    ]);
    const ask = (path: string) => get(path, Object.fromEntries(known));
    const ordinary = await ask(url);
    const handled = vi.spyOn(test.services.predictions, 'get');
    const quick = await ask(url);
    expect(handled).not.toHaveBeenCalled();
    handled.mockRestore();
    expect([quick.status, quick.headers['content-encoding']]).toEqual([status, encoding]);
    expect(quick.told).toEqual(ordinary.told);
    expect(quick.body).toEqual(ordinary.body);
    expect(remaining(quick)).toBe(remaining(ordinary) - 1);
    expect(quick.headers['content-length']).toBe(status === 304 ? undefined : String(quick.body.length));
    expect(quick.status === 304 || quick.body.length > 0).toBe(true);
  });

  it.each(['/predict?coin=bitcoin', '/model/info?coin=bitcoin', '/docs/'])(
    'and every other sends %s with 304 without a length, which would be that of the content',
    async (path) => {
      const { headers } = await get(path);
      const known = { 'if-none-match': String(headers['etag']), 'accept-encoding': 'gzip' };
      for (const method of ['GET', 'HEAD', 'GET']) {
        const { status, told, body } = await get(path, known, method);
        expect([status, body.length]).toEqual([304, 0]);
        expect(told.filter((line) => /^(?:content-length|transfer-encoding):/i.test(line))).toEqual([]);
      }
    },
  );

  it('tells each client of its own limit', async () => {
    const limitOf = async (headers: Record<string, string>) =>
      (await get(url, headers)).headers['ratelimit-limit'];
    const withKey = { 'x-api-key': keys.read };
    const limits = [await limitOf({}), await limitOf({}), await limitOf(withKey), await limitOf({})];
    expect(limits).toEqual(['1000000', '1000000', '60000000', '1000000']);
  });

  it('counts the same', async () => {
    const series = [
      'predictions_total{coin="bitcoin",origin="memory"}',
      'cache_lookups_total{origin="memory"}',
      'http_request_duration_seconds_count{method="GET",route="/predict",status="200"}',
      'http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/predict",status="200"}',
    ];
    const counts = async () => {
      const lines = (await get('/metrics')).body.toString().split('\n');
      return series.map((name) =>
        Number(
          lines
            .find((line) => line.startsWith(`${name} `))
            ?.split(' ')
            .at(-1),
        ),
      );
    };
    await get(url);
    const before = await counts();
    await get(otherWords());
    const between = await counts();
    await get(url);
    expect(between).toEqual(before.map((count) => count + 1));
    expect(await counts()).toEqual(between.map((count) => count + 1));
  });

  it('is for those who are let in only, and for GET', async () => {
    await get(url);
    expect((await get(url, { 'x-api-key': 'wrong' })).status).toBe(401);
    const head = await get(url, {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect((await get(url)).status).toBe(200);
  });

  it('ends with the answer: a new champion and the end of its time are seen at once', async () => {
    const [first] = [await get(url), await get(url)];
    const next = await test.promote();
    expect(JSON.parse((await get(url)).body.toString()).model.version).toBe(next);
    await test.services.registry.rollback('bitcoin');
    await test.services.champions.reload('bitcoin');
    expect((await get(url)).body).toEqual(first!.body);
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      vi.setSystemTime(Date.now() + 270_500);
      expect((await get(url)).headers['cache-control']).toMatch(/^public, max-age=(?:2\d|30)$/);
      vi.setSystemTime(Date.now() + 31_000);
      const handled = vi.spyOn(test.services.predictions, 'get');
      expect((await get(url)).headers['cache-control']).toBe('public, max-age=60');
      expect(handled).toHaveBeenCalledTimes(1);
      handled.mockRestore();
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps some megabytes and no more, however long the answers are', async () => {
    const fraction = (i: number) => `levels=0.5,0.6,0.7,0.8,0.${900 + i}`;
    const paths = Array.from({ length: 25 }, (_, i) => `/predict?coin=bitcoin&steps=100&${fraction(i)}`);
    for (const path of paths) for (let i = 0; i < 9; i++) await get(path, { 'accept-encoding': `x-${i}` });
    const handled = vi.spyOn(test.services.predictions, 'get');
    await get(paths[24]!, { 'accept-encoding': 'x-8' });
    expect(handled).not.toHaveBeenCalled();
    await get(paths[0]!, { 'accept-encoding': 'x-8' });
    expect(handled).toHaveBeenCalledTimes(1);
    handled.mockRestore();
  });

  it('keeps so much and no more, and answers all the same', async () => {
    const few = Array.from({ length: 12 }, (_, i) => `x-${i}`);
    for (const encoding of few) await get(url, { 'accept-encoding': encoding });
    const handled = vi.spyOn(test.services.predictions, 'get');
    expect((await get(url, { 'accept-encoding': few[11]! })).status).toBe(200);
    expect(handled).not.toHaveBeenCalled();
    expect((await get(url, { 'accept-encoding': few[0]! })).status).toBe(200);
    expect(handled).toHaveBeenCalledTimes(1);
    handled.mockRestore();
  });
});
