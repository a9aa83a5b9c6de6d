import { sliceSeries, trainDrift, trainTheta } from 'coincast';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predictionSchema } from '../../../examples/api-server/src/schemas/forecast.js';
import { keys, startTestApp, type TestApp } from './startTestApp.js';

let test: TestApp;
let version: string;

beforeAll(async () => {
  test = await startTestApp();
  version = await test.promote();
});

afterAll(() => test.close());

const get = (url: string, headers: Record<string, string> = {}) => test.app.inject({ url, headers });
const post = (url: string, payload: object, key?: string) =>
  test.app.inject({ method: 'POST', url, payload, headers: key === undefined ? {} : { 'x-api-key': key } });

describe('GET /predict', () => {
  it("gives the champion's forecast, with its verdict and version", async () => {
    const response = await get('/predict?coin=bitcoin&steps=3&levels=0.95,.5');
    expect(response.statusCode).toBe(200);
    const body = predictionSchema.parse(response.json());
    expect(body.model.version).toBe(version);
    expect(body.simulated).toBe(true);
    const { model } = test.services.champions.get('bitcoin');
    const expected = model.forecast({ horizon: 3, levels: [0.5, 0.95] });
    expect(body.forecast.mean).toEqual([...expected.mean]);
    expect(body.forecast.timestamps).toEqual([...expected.timestamps]);
    expect(body.forecast.intervals.map(({ level }) => level)).toEqual([0.5, 0.95]);
    expect(body.forecast.intervals[1]!.upper).toEqual([...expected.intervals[1]!.upper]);
  });

  it('answers from memory with the same bytes, and 304 to whoever has them', async () => {
    const first = await get('/predict?coin=bitcoin&steps=7');
    const second = await get('/predict?steps=7&coin=bitcoin&levels=0.8,0.95');
    expect(second.body).toBe(first.body);
    expect(first.headers['cache-control']).toMatch(/^public, max-age=\d+$/);
    const etag = String(first.headers['etag']);
    const third = await get('/predict?coin=bitcoin&steps=7', { 'if-none-match': etag });
    expect([third.statusCode, third.body]).toEqual([304, '']);
  });

  it('answers the same words again the quick way, with the same headers, until there is a new champion', async () => {
    const url = '/predict?coin=bitcoin&steps=9';
    const [first, second] = [await get(url), await get(url)];
    const told = ({ headers, body, statusCode }: typeof first) => {
      const { date: _, 'ratelimit-remaining': __, 'ratelimit-reset': ___, ...rest } = headers;
      return { statusCode, body, rest: { ...rest, 'content-length': Number(rest['content-length']) } };
    };
    expect(told(second)).toEqual(told(first));
    expect(Number(second.headers['ratelimit-remaining'])).toBe(
      Number(first.headers['ratelimit-remaining']) - 1,
    );
    expect((await test.app.inject({ method: 'HEAD', url })).statusCode).toBe(200);
    const wrongKey = await get(url, { 'x-api-key': 'wrong' });
    expect(wrongKey.statusCode).toBe(401);
    const next = await test.promote();
    expect((await get(url)).json().model.version).toBe(next);
    await test.services.registry.rollback('bitcoin');
    await test.services.champions.reload('bitcoin');
    expect((await get(url)).body).toBe(first.body);
  });

  it('brings a champion up to date by append, as its prices went on', async () => {
    const { series } = test.services.feed.get('bitcoin');
    const early = await test.promote(() =>
      trainDrift(sliceSeries(series, { last: 1000, to: series.timestamps.at(-25)! })),
    );
    const { dataUntil, model } = (await get('/predict?coin=bitcoin&steps=1')).json();
    expect(model.version).toBe(early);
    expect(dataUntil).toBe(series.timestamps.at(-1));
    await test.services.registry.rollback('bitcoin');
    await test.services.champions.reload('bitcoin');
  });

  it('brings a daily champion up to date with every 24th price', async () => {
    const { series } = test.services.feed.get('bitcoin');
    const midnights = [...series.timestamps.keys()].filter((i) => series.timestamps[i]! % 86_400_000 === 0);
    const { createPriceSeries } = await import('coincast');
    const days = createPriceSeries({
      timestamps: midnights.map((i) => series.timestamps[i]!),
      prices: midnights.map((i) => series.prices[i]!),
      coinId: 'bitcoin',
    });
    await test.promote(() => trainDrift(sliceSeries(days, { to: days.timestamps.at(-3)! })));
    const { dataUntil, forecast } = (await get('/predict?coin=bitcoin&steps=2')).json();
    expect(dataUntil).toBe(days.timestamps.at(-1));
    expect(forecast.timestamps[0]).toBe(dataUntil + 86_400_000);
    await test.services.registry.rollback('bitcoin');
    await test.services.champions.reload('bitcoin');
  });

  it.each([
    ['/predict', 400, 'invalid-request'],
    ['/predict?coin=bitcoin&steps=0', 400, 'invalid-request'],
    ['/predict?coin=bitcoin&steps=101', 400, 'invalid-request'],
    ['/predict?coin=bitcoin&steps=1.5', 400, 'invalid-request'],
    ['/predict?coin=bitcoin&levels=1', 400, 'invalid-request'],
    ['/predict?coin=bitcoin&levels=0.8,0.8', 400, 'invalid-request'],
    ['/predict?coin=bitcoin&levels=.1,.2,.3,.4,.5,.6', 400, 'invalid-request'],
    ['/predict?coin=bitcoin&stpes=3', 400, 'invalid-request'],
    ['/predict?coin=bitcoin&coin=ethereum', 400, 'invalid-request'],
    ['/predict?coin=dogecoin', 404, 'coin-not-served'],
    ['/predict?coin=ethereum', 503, 'model-not-loaded'],
    ['/predict?coin=bitcoin&api_key=abc', 400, 'key-in-url'],
    ['/nowhere', 404, 'route-not-found'],
  ])('%s: %i %s', async (url, status, code) => {
    const response = await get(url);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.json()).toMatchObject({ type: `urn:coincast:problem:${code}`, status });
    if (status === 503) expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('names the part of the query that does not fit', async () => {
    const { errors, detail } = (await get('/predict?coin=bitcoin&steps=0&levels=x')).json();
    expect(errors.map(({ path }: { path: string }) => path)).toEqual(['query.steps', 'query.levels']);
    expect(detail).toContain('must be fractions joined by commas');
  });
});

describe('POST /predict', () => {
  const prices = Array.from({ length: 60 }, (_, i) => 100 + Math.sin(i) + i / 10);

  it('trains on the series that is sent, and forecasts', async () => {
    const timestamps = prices.map((_, i) => 1_700_000_000_000 + i * 60_000);
    const response = await post(
      '/predict',
      { prices, timestamps, model: 'ets', steps: 4, levels: [0.9] },
      keys.read,
    );
    expect(response.statusCode).toBe(200);
    const { model, forecast } = response.json();
    expect(model.kind).toBe('ets');
    expect(forecast.timestamps[0]).toBe(timestamps.at(-1)! + 60_000);
    expect(forecast.intervals[0].lower).toHaveLength(4);
  });

  it('forecasts with any version in the registry', async () => {
    const response = await post('/predict', { version, steps: 2 }, keys.read);
    expect(response.json().model.version).toBe(version);
  });

  it.each([
    [{ prices: [1, 2], model: 'theta' }, 422, 'unusable-data'],
    [{ prices: [3, 3, 3, 3, 3, 3], model: 'arima' }, 422, 'unusable-data'],
    [{ prices: [1], model: 'naive' }, 400, 'invalid-request'],
    [{ prices: [1, -2, 3] }, 400, 'invalid-request'],
    [{ prices: [1, null, 3] }, 400, 'invalid-request'],
    [{ prices: [1, 2, 3], timestamps: [1, 2] }, 400, 'invalid-request'],
    [{ prices: [1, 2, 3], timestamps: [3, 2, 1] }, 422, 'unusable-data'],
    [{ prices: [1, 2, 3], timestamps: [1, 2, 30] }, 422, 'unusable-data'],
    [{ prices, version: 'x' }, 400, 'invalid-request'],
    [{ version: 'no-such-version' }, 404, 'model-not-found'],
    [{ version: '../etc' }, 400, 'invalid-request'],
    [{}, 400, 'invalid-request'],
  ])('%j', async (body, status, code) => {
    const response = await post('/predict', body, keys.read);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  it('takes JSON and nothing else, of at most 1 MiB', async () => {
    const headers = { 'x-api-key': keys.read, 'content-type': 'text/csv' };
    const csv = await test.app.inject({ method: 'POST', url: '/predict', headers, payload: 'a,b' });
    expect([csv.statusCode, csv.json().code]).toEqual([415, 'unsupported-media-type']);
    const broken = await test.app.inject({
      method: 'POST',
      url: '/predict',
      headers: { 'x-api-key': keys.read, 'content-type': 'application/json' },
      payload: '{"prices":[1,',
    });
    expect([broken.statusCode, broken.json().code]).toEqual([400, 'invalid-request']);
    const large = await post('/predict', { prices: Array(300_000).fill(12345) }, keys.read);
    expect([large.statusCode, large.json().code]).toEqual([413, 'body-too-large']);
  });
});

describe('data', () => {
  it('tells the coins, and whether their prices are real', async () => {
    const { coins, simulated } = (await get('/coins')).json();
    expect(simulated).toBe(true);
    expect(coins.map(({ id, model }: { id: string; model: unknown }) => [id, model !== null])).toEqual([
      ['bitcoin', true],
      ['ethereum', false],
    ]);
  });

  it('tells the latest price with its age', async () => {
    const { price, ageS } = (await get('/data/latest?coin=bitcoin')).json();
    expect(price).toBeGreaterThan(0);
    expect(ageS).toBeLessThan(120);
  });

  it('pages through the whole history without a price twice or left out', async () => {
    const seen: number[] = [];
    let url: string | null = '/data/history?coin=bitcoin&limit=1000';
    while (url !== null) {
      const response = await get(url);
      const { timestamps, next }: { timestamps: number[]; next: string | null } = response.json();
      seen.push(...timestamps);
      expect(response.headers['link']).toBe(next === null ? undefined : `<${next}>; rel="next"`);
      url = next;
    }
    expect(seen).toEqual([...test.services.feed.get('bitcoin').series.timestamps]);
  });

  it('gives the same as CSV', async () => {
    const from = test.services.feed.get('bitcoin').series.timestamps[10]!;
    const response = await get(`/data/history?coin=bitcoin&format=csv&limit=2&from=${from}`);
    const [header, first, second, end] = response.body.split('\n');
    expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(header).toMatch(/^timestamp,price/);
    expect(Date.parse(first!.split(',')[0]!)).toBe(from);
    expect([second !== '', end]).toEqual([true, '']);
  });

  it('gives an empty page where there is nothing', async () => {
    expect((await get('/data/history?coin=bitcoin&from=1&to=2')).json().prices).toEqual([]);
    const csv = await get('/data/history?coin=bitcoin&from=1&to=2&format=csv');
    expect(csv.body.trim().split('\n')).toHaveLength(1);
  });
});

describe('models', () => {
  it('tells of the champion, for a CDN to keep', async () => {
    const response = await get('/model/info?coin=bitcoin');
    expect(response.json()).toMatchObject({ version, kind: 'arima', isChampion: true, verdict: null });
    expect(response.headers['cache-control']).toContain('s-maxage=60');
    const again = await get('/model/info?coin=bitcoin', {
      'if-none-match': String(response.headers['etag']),
    });
    expect(again.statusCode).toBe(304);
  });

  it('lists versions newest first, with the journal', async () => {
    const { models, champion, journal } = (await get('/models?coin=bitcoin')).json();
    expect(champion).toBe(version);
    const times = models.map(({ registeredAt }: { registeredAt: number }) => registeredAt);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(journal[0].sequence).toBe(journal.length);
  });

  it('gives a version whole', async () => {
    const { state } = (await get(`/models/${version}`)).json();
    expect(state.kind).toBe('arima');
    expect((await get('/models/no-such-version')).statusCode).toBe(404);
  });
});

describe('POST /models/rollback', () => {
  it('goes back one, and once only where the body names the champion that is to go', async () => {
    const bad = await test.promote();
    const body = { coin: 'bitcoin', expect: bad };
    const first = await post('/models/rollback', body, keys.admin);
    expect(first.json()).toMatchObject({ champion: version, previous: bad });
    const again = await post('/models/rollback', body, keys.admin);
    expect([again.statusCode, again.json().code]).toEqual([409, 'promotion-conflict']);
    expect(again.json().detail).toContain(version);
    expect((await test.services.registry.champion('bitcoin'))?.version).toBe(version);
  });

  it('takes a version only', async () => {
    const { statusCode, ...response } = await post(
      '/models/rollback',
      { coin: 'bitcoin', expect: '../etc' },
      keys.admin,
    );
    expect([statusCode, response.json().errors[0].path]).toEqual([400, 'body.expect']);
  });
});

describe('risk', () => {
  it('answers what the library answers of the same paths', async () => {
    const { probabilityAbove, valueAtRisk } = await import('coincast');
    const { model } = test.services.champions.get('bitcoin');
    const entry = test.services.feed.get('bitcoin').series.prices.at(-1)!;
    const price = Math.round(entry);
    const body = (await get(`/risk?coin=bitcoin&steps=12&price=${price}&level=0.99`)).json();
    const above = probabilityAbove(model, { price, step: 12, paths: 4000 });
    const atRisk = valueAtRisk(model, { entry, level: 0.99, step: 12, paths: 4000 });
    expect(body.probabilityAbove.probability).toBe(above.probability);
    expect(body.valueAtRisk.amount).toBe(atRisk.valueAtRisk);
    expect(body.expectedShortfall.amount).toBeGreaterThan(body.valueAtRisk.amount);
    expect(body.due).toBe(above.timestamp);
  });

  it('says so where the champion draws no paths', async () => {
    await test.promote(({ feed }) => trainTheta(feed.get('bitcoin').series));
    const response = await get('/risk?coin=bitcoin');
    expect([response.statusCode, response.json().code]).toEqual([422, 'no-sample-paths']);
    await test.services.registry.rollback('bitcoin');
    await test.services.champions.reload('bitcoin');
  });
});

describe('health, documents and methods', () => {
  it('lives, and is not ready while a coin has no model', async () => {
    expect((await get('/health/live')).json()).toEqual({ status: 'alive' });
    const ready = await get('/health/ready');
    expect([ready.statusCode, ready.json().status, ready.headers['retry-after']]).toEqual([
      503,
      'unavailable',
      '5',
    ]);
    const { coins, redis } = (await get('/health')).json();
    expect([coins[0].model, coins[1].model, redis]).toEqual([version, null, 'not configured']);
  });

  it('counts requests by the template of their route', async () => {
    await get(`/models/${version}`);
    await get('/nowhere/at/all');
    const { body } = await get('/metrics');
    expect(body).toMatch(/^predictions_total\{coin="bitcoin",origin="memory"\} [1-9]/m);
    expect(body).toMatch(/^prediction_duration_seconds_count\{coin="bitcoin"\} [1-9]/m);
    expect(body).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/models\/:version",status="200"\} [1-9]/,
    );
    expect(body).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="none",status="404"\} [1-9]/,
    );
    expect(body).not.toContain('nowhere');
    expect(body).not.toContain(`route="/models/${version}`);
  });

  it('has pages with a strict policy, and data that no browser takes for a page', async () => {
    const page = await get('/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect(page.body).not.toMatch(/<script>|onload=/);
    const data = await get('/coins', { origin: 'https://elsewhere.example' });
    expect(data.headers['x-content-type-options']).toBe('nosniff');
    expect(data.headers['access-control-allow-origin']).toBe('*');
  });

  it('answers HEAD, and compresses for whoever wants it', async () => {
    const head = await test.app.inject({ method: 'HEAD', url: '/predict?coin=bitcoin' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    const packed = await get('/predict?coin=bitcoin&steps=100', { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
  });
});
