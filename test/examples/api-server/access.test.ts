import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { keys, startTestApp, type TestApp, type TestAppOptions } from './startTestApp.js';

let test: TestApp | undefined;

afterEach(async () => {
  await test?.close();
  test = undefined;
});

async function start(options: TestAppOptions = {}): Promise<TestApp> {
  test = await startTestApp({ fetch: false, ...options });
  return test;
}

const train = { coin: 'bitcoin' };
const protectedRoutes = [
  ['POST', '/predict', { prices: [1, 2, 3], model: 'naive' }, 'read'],
  ['POST', '/train', train, 'read'],
  ['GET', '/jobs/none', undefined, 'read'],
  ['DELETE', '/jobs/none', undefined, 'read'],
  ['POST', '/train', { ...train, promote: true }, 'admin'],
  ['POST', '/models/some/promote', {}, 'admin'],
  ['POST', '/models/rollback', { coin: 'bitcoin' }, 'admin'],
] as const;

describe('keys', () => {
  it.each(protectedRoutes)('%s %s %j needs the role %s', async (method, url, payload, role) => {
    const { app } = await start();
    const ask = async (key?: string) => {
      const headers = key === undefined ? {} : { 'x-api-key': key };
      const response = await app.inject({
        method,
        url,
        headers,
        ...(payload === undefined ? {} : { payload }),
      });
      return [response.statusCode, response.json().code] as const;
    };
    expect(await ask('wrong')).toEqual([401, 'invalid-key']);
    expect(await ask()).toEqual([401, 'missing-key']);
    if (role === 'admin') expect(await ask(keys.read)).toEqual([403, 'admin-key-required']);
    const [status] = await ask(role === 'admin' ? keys.admin : keys.read);
    expect([401, 403]).not.toContain(status);
  });

  it('are refused where they are wrong, also where none is needed', async () => {
    const { app } = await start();
    const response = await app.inject({ url: '/coins', headers: { 'x-api-key': 'wrong' } });
    expect([response.statusCode, response.json().code]).toEqual([401, 'invalid-key']);
    expect(response.headers['www-authenticate']).toBe('ApiKey');
    expect((await app.inject('/coins')).statusCode).toBe(200);
  });

  it('are refused before the body is looked at', async () => {
    const { app } = await start();
    const headers = { 'content-type': 'application/json' };
    const response = await app.inject({ method: 'POST', url: '/train', headers, payload: '{' });
    expect(response.statusCode).toBe(401);
  });

  it('are not asked of readers where none is configured, but always of admins', async () => {
    const { app } = await start({ config: { readKeys: [], adminKeys: [] } });
    const own = await app.inject({
      method: 'POST',
      url: '/predict',
      payload: { prices: [1, 2, 3], model: 'naive' },
    });
    expect(own.statusCode).toBe(200);
    const promotion = await app.inject({ method: 'POST', url: '/models/x/promote', payload: {} });
    expect(promotion.json().code).toBe('missing-key');
  });

  it('are in no log line, whatever the level and wherever they were sent', async () => {
    let text = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    });
    const { app } = await start({ logger: pino({ level: 'trace' }, stream) });
    const secret = 'a-very-secret-key';
    for (const key of [keys.read, keys.admin, secret]) {
      await app.inject({ url: '/coins', headers: { 'x-api-key': key } });
      await app.inject({ url: `/coins?api_key=${key}` });
      await app.inject({ url: `/coins?other=${key}` });
      await app.inject({ url: `/${key}` });
      await app.inject({ url: `/models/${key}` });
      await app.inject({ method: 'POST', url: '/train', payload: { key }, headers: { 'x-api-key': key } });
    }
    expect(text).toContain('"route":"/coins"');
    expect(text).toContain('"key":"ada"');
    for (const key of [keys.read, keys.admin, secret]) expect(text).not.toContain(key);
  });
});

describe('other origins', () => {
  const origin = 'https://elsewhere.example';

  it.each([
    ['an answer', {}, '/health/live', 200],
    ['a wrong key', { 'x-api-key': 'wrong' }, '/coins', 401],
    ['a limit that is reached', {}, '/coins', 429],
    ['a query that does not fit', {}, '/health/live?a=b', 400],
    ['no route', {}, '/nowhere', 404],
  ])('may read what they get, also %s', async (_, sent, url, status) => {
    const { app } = await start({ config: { rateLimitMax: 1 } });
    if (status === 429) await app.inject('/coins');
    const { headers, statusCode } = await app.inject({ url, headers: { origin, ...sent } });
    expect(statusCode).toBe(status);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-expose-headers']).toContain('retry-after');
  });

  it('are told beforehand what they may send, without its being counted', async () => {
    const { app } = await start({ config: { rateLimitMax: 1 } });
    for (const url of ['/train', '/predict?coin=bitcoin']) {
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-api-key',
      };
      const answer = await app.inject({ method: 'OPTIONS', url, headers });
      expect([answer.statusCode, answer.headers['access-control-allow-headers']]).toEqual([204, 'x-api-key']);
      expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD, POST, DELETE');
    }
    expect((await app.inject('/coins')).statusCode).toBe(200);
  });
});

describe('limits', () => {
  it('let an address ask ten times a minute, and a key sixty times as often', async () => {
    const { app } = await start({ config: { rateLimitMax: 10 } });
    for (let i = 0; i < 10; i++) {
      const response = await app.inject('/coins');
      expect(response.statusCode).toBe(200);
      expect(response.headers['ratelimit-remaining']).toBe(String(9 - i));
    }
    const refused = await app.inject('/coins');
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['ratelimit-limit']).toBe('10');
    const withKey = await app.inject({ url: '/coins', headers: { 'x-api-key': keys.read } });
    expect(withKey.headers['ratelimit-limit']).toBe('600');
    const elsewhere = await app.inject({ url: '/coins', remoteAddress: '203.0.113.9' });
    expect(elsewhere.statusCode).toBe(200);
    expect((await app.inject('/health')).statusCode).toBe(200);
    expect((await app.inject('/metrics')).statusCode).toBe(200);
  });

  it('count guesses at keys, and routes that are none', async () => {
    const { app } = await start({ config: { rateLimitMax: 3 } });
    for (const key of ['a', 'b', 'c']) await app.inject({ url: '/coins', headers: { 'x-api-key': key } });
    const fourth = await app.inject({ url: '/coins', headers: { 'x-api-key': keys.read } });
    expect(fourth.statusCode).toBe(200);
    expect((await app.inject({ url: '/coins', headers: { 'x-api-key': 'd' } })).statusCode).toBe(429);
    expect((await app.inject('/nowhere')).statusCode).toBe(429);
  });

  it('take the address from a proxy with a private address only', async () => {
    const { app } = await start({ config: { rateLimitMax: 1 } });
    const ask = (remoteAddress: string, client: string) =>
      app.inject({ url: '/coins', remoteAddress, headers: { 'x-forwarded-for': client } });
    expect((await ask('10.0.0.1', '203.0.113.1')).statusCode).toBe(200);
    expect((await ask('10.0.0.1', '203.0.113.2')).statusCode).toBe(200);
    expect((await ask('198.51.100.1', '203.0.113.3')).statusCode).toBe(200);
    expect((await ask('198.51.100.1', '203.0.113.4')).statusCode).toBe(429);
  });
});
