import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../examples/api-server/src/config/readConfig.js';

const digest = createHash('sha256').update('the key').digest('hex');

function failure(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root' })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: 'data',
      source: { kind: 'emulator' },
      coins: ['bitcoin', 'ethereum'],
      readKeys: [],
      adminKeys: [],
      rateLimitMax: 10,
      logLevel: 'info',
      workers: 1,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ COINS: '', REDIS_URL: '', PORT: '' })).toEqual(readConfig({}));
  });

  it('is read whole', () => {
    const config = readConfig({
      PORT: '0',
      COINS: 'bitcoin, solana,bitcoin',
      API_KEYS: `ada:${digest}`,
      ADMIN_KEYS: `bob:${digest}`,
      COINGECKO_API_KEY: 'CG-1',
      REDIS_URL: 'rediss://user:secret@redis.example:6380/1',
      WORKERS: '4',
      LOG_FILE: '/var/log/api.log',
    });
    expect(config.coins).toEqual(['bitcoin', 'solana']);
    expect(config.readKeys).toEqual([{ name: 'ada', sha256: Buffer.from(digest, 'hex') }]);
    expect(config.adminKeys[0]!.name).toBe('bob');
    expect(config.source).toEqual({ kind: 'coingecko', plan: 'demo', apiKey: 'CG-1' });
    expect(config.workers).toBe(4);
  });

  it.each([
    ['API_KEY', 'API_KEYS'],
    ['ADMIN_KEY', 'ADMIN_KEYS'],
    ['COINGECKO_KEY', 'COINGECKO_API_KEY or COINGECKO_PLAN'],
    ['RATE_LIMIT', 'RATE_LIMIT_MAX'],
    ['REDIS_URI', 'REDIS_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['WORKER', 'WORKERS'],
    ['PROT', 'PORT'],
  ])('refuses %s and names %s', (name, meant) => {
    const message = name === 'PROT' || name === 'RATE_LIMIT' ? undefined : failure({ [name]: 'x' });
    // Two letters swapped are two edits, too many for so short a name; a word more is no slip either.
    if (message === undefined) expect(() => readConfig({ [name]: 'x' })).not.toThrow();
    else expect(message).toBe(`${name} is unknown: did you mean ${meant}?`);
  });

  it.each(['HOSTNAME', 'PATH', 'REDIS_PORT', 'RETRAIN_CRON', 'SLACK_WEBHOOK_URL', 'METRICS_PORT', 'SORT_BY'])(
    'lets %s alone',
    (name) => {
      expect(() => readConfig({ [name]: 'x' })).not.toThrow();
    },
  );

  it.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: 'http' }, 'PORT: must be a whole number'],
    [{ WORKERS: '0' }, 'WORKERS'],
    [{ RATE_LIMIT_MAX: '0' }, 'RATE_LIMIT_MAX'],
    [{ COINS: 'Bitcoin!' }, 'COINS: must be ids as CoinGecko writes them'],
    [{ COINS: 'bitcoin,' }, 'COINS'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ REDIS_URL: 'http://x' }, 'REDIS_URL: must be a URL such as redis://127.0.0.1:6379'],
    [{ COINGECKO_PLAN: 'pro' }, 'plan pro needs COINGECKO_API_KEY'],
    [{ COINGECKO_PLAN: 'keyless', COINGECKO_API_KEY: 'k' }, 'it must be demo or pro'],
  ])('refuses %j', (env, message) => {
    expect(failure(env)).toContain(message);
  });

  it('tells of all problems at once, a line each', () => {
    expect(failure({ PORT: 'x', WORKERS: 'y', API_KEY: 'z' }).split('\n')).toHaveLength(3);
  });

  it('never quotes what may be a key', () => {
    const message = failure({ API_KEYS: `ada:${digest},my-plain-secret`, COINGECKO_API_KEY: 'a secret key' });
    expect(message).toContain('API_KEYS: must be name:sha256 entries');
    expect(message).toContain('entry 2 is not');
    expect(message).not.toMatch(/my-plain-secret|a secret key/);
  });

  it('refuses a name that two keys have', () => {
    expect(failure({ API_KEYS: `ada:${digest},ada:${digest}` })).toContain('each name once');
  });
});
