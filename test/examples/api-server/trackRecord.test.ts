import {
  createForecastLedger,
  createMemoryStore,
  type ForecastLedger,
  sliceSeries,
  trainDrift,
} from 'coincast';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTrackRecord } from '../../../examples/api-server/src/services/createTrackRecord.js';
import { keys, startTestApp, type TestApp } from './startTestApp.js';

const logger = { debug() {}, info() {}, warn() {}, error() {} };
let test: TestApp;

beforeEach(async () => {
  test = await startTestApp();
});

afterEach(() => test.close());

/** A drift model trained on all but the last so many hours. */
function driftUntil(hours: number) {
  const { series } = test.services.feed.get('bitcoin');
  return trainDrift(sliceSeries(series, { to: series.timestamps.at(-hours)! }));
}

async function linesOf(ledger: ForecastLedger): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  for await (const line of ledger.exportLines()) lines.push(JSON.parse(line));
  return lines;
}

describe('what is served', () => {
  it('is recorded once, whole, whatever part of it was asked for', async () => {
    const version = await test.promote();
    for (const query of ['steps=5', 'steps=5', 'steps=100&levels=0.5', 'steps=24']) {
      expect((await test.app.inject(`/predict?coin=bitcoin&${query}`)).statusCode).toBe(200);
    }
    const answer = (await test.app.inject('/predict?coin=bitcoin&steps=100')).json();
    const scores = (await test.app.inject('/scores?coin=bitcoin&steps=100')).json();
    expect(scores.models).toMatchObject([
      { version, kind: 'arima', forecasts: 1, n: 0, pending: 100, mae: null },
    ]);
    expect(answer.forecast.mean.length).toBe(100);
  });

  it('is recorded too where a version is asked for by name', async () => {
    const { version } = await test.services.registry.register(driftUntil(30), { coin: 'bitcoin' });
    const headers = { 'x-api-key': keys.read };
    await test.app.inject({ method: 'POST', url: '/predict', headers, payload: { version, steps: 3 } });
    const scores = (await test.app.inject('/scores?coin=bitcoin&steps=100')).json();
    expect(scores.models).toMatchObject([{ version, kind: 'drift', forecasts: 1 }]);
  });

  it('holds nobody up when the ledger fails, and is recorded when it works again', async () => {
    const ledger = createForecastLedger({ store: createMemoryStore() });
    let isAway = true;
    const failing: ForecastLedger = {
      ...ledger,
      record: (...given) =>
        isAway ? Promise.reject(new Error('The disk is full.')) : ledger.record(...given),
    };
    const onFailure = vi.fn();
    const lineups = { of: async () => Promise.reject(new Error('not asked')) };
    const record = createTrackRecord({
      ledger: failing,
      feed: test.services.feed,
      lineups,
      logger,
      onFailure,
    });
    await test.promote();
    const champion = test.services.champions.get('bitcoin');
    await record.record(champion);
    expect(onFailure).toHaveBeenCalledTimes(1);
    isAway = false;
    await record.record(champion);
    expect((await linesOf(ledger)).map(({ type }) => type)).toEqual(['forecast']);
  });

  it('is scored with prices as they were, and not with those that fill a gap', async () => {
    const { feed, registry, trackRecord } = test.services;
    const { series } = feed.get('bitcoin');
    const model = driftUntil(30);
    const { version } = await registry.register(model, { coin: 'bitcoin' });
    // As it was then: the versions service would bring it up to date.
    const ledger = createForecastLedger({ store: createMemoryStore() });
    const missing = series.timestamps.at(-5)!;
    const keep = [...series.timestamps.keys()].filter((i) => series.timestamps[i] !== missing);
    const observed = {
      ...series,
      timestamps: Float64Array.from(keep, (i) => series.timestamps[i]!),
      prices: Float64Array.from(keep, (i) => series.prices[i]!),
    };
    const gappy = { ...feed, peek: (coin: string) => ({ ...feed.peek(coin)!, observed }) };
    const lineups = {
      of: async () => ({
        champion: null,
        models: [],
        journal: [],
        contenders: [{ registered: await registry.get(version), model, isChampion: false }],
      }),
    };
    const record = createTrackRecord({
      ledger,
      feed: { ...gappy, coins: ['bitcoin'] },
      lineups,
      logger,
      onFailure: () => {},
    });
    const running = new AbortController();
    const ended = record.run(running.signal);
    await vi.waitFor(async () =>
      expect((await linesOf(ledger)).some(({ type }) => type === 'prices')).toBe(true),
    );
    running.abort();
    await ended;
    const [scored] = (await record.scores('bitcoin', { days: 7, steps: 100 })).models;
    expect(scored).toMatchObject({ version, n: 29, open: 1, pending: 70 });
    expect(trackRecord).toBeDefined();
  });
});

describe('GET /overview', () => {
  it('holds everything of a coin: prices, forecasts of every kind, scores, versions, journal', async () => {
    const champion = await test.promote();
    const { version: older } = await test.services.registry.register(driftUntil(60), { coin: 'bitcoin' });
    const { version: newer } = await test.services.registry.register(driftUntil(30), { coin: 'bitcoin' });
    const response = await test.app.inject('/overview?steps=6');
    // A limit of its own, that a dashboard left open does not reach.
    expect(response.headers['ratelimit-limit']).toBe('120');
    const overview = response.json();
    expect(overview).toMatchObject({
      coin: 'bitcoin',
      simulated: true,
      fresh: true,
      coins: ['bitcoin', 'ethereum'],
      leaderboard: null,
    });
    expect(overview.history.timestamps.length).toBe(720);
    expect(
      overview.forecasts.map(({ version, isChampion }: { version: string; isChampion: boolean }) => [
        version,
        isChampion,
      ]),
    ).toEqual([
      [champion, true],
      [newer, false],
    ]);
    for (const { forecast, dataUntil } of overview.forecasts) {
      expect(forecast.mean.length).toBe(6);
      expect(dataUntil).toBe(overview.history.timestamps.at(-1));
    }
    expect(overview.models.map(({ version }: { version: string }) => version)).toEqual([
      newer,
      older,
      champion,
    ]);
    expect(overview.journal).toMatchObject([{ action: 'promote', to: champion, forced: 'a test' }]);
  });

  it('refuses a coin that is not served', async () => {
    const response = await test.app.inject('/overview?coin=dogecoin');
    expect([response.statusCode, response.json().code]).toEqual([404, 'coin-not-served']);
  });
});
