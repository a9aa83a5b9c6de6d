import { type Logger, sliceSeries } from 'coincast';
import { ApiProblem } from '../errors/ApiProblem.js';
import type { Overview } from '../schemas/overview.js';
import { modelNames } from '../training/trainers.js';
import type { Health } from './createHealth.js';
import type { Leaderboards } from './createLeaderboards.js';
import type { Contender, Lineup, Lineups } from './createLineups.js';
import type { CoinPrices, PriceFeed } from './createPriceFeed.js';
import type { TrackRecord } from './createTrackRecord.js';
import { toForecastBody } from './toForecastBody.js';
import { toJournalBody } from './toModelBody.js';
import { verdictOf } from './verdictOf.js';

/** What the dashboard asks for. */
export interface OverviewRequest {
  readonly coin: string;
  readonly steps: number;
  readonly days: number;
}

/** Everything there is to see of a coin, in one answer. */
export interface Overviews {
  get(request: OverviewRequest): Promise<Overview>;
}

/** What {@link createOverviews} takes. */
export interface OverviewsOptions {
  readonly feed: PriceFeed;
  readonly lineups: Pick<Lineups, 'of'>;
  readonly leaderboards: Leaderboards;
  readonly trackRecord: TrackRecord;
  readonly health: Health;
  readonly logger: Logger;
}

const levels = [0.8, 0.95];
const historyDays = 30;
const shown = 20;

export function createOverviews(services: OverviewsOptions): Overviews {
  const { feed, lineups, leaderboards, trackRecord, health, logger } = services;

  async function leaderboardOf(coin: string): Promise<Overview['leaderboard']> {
    try {
      return { ...(await leaderboards.latest(coin)), simulated: feed.source.simulated };
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'no-comparison') return null;
      throw error;
    }
  }

  async function scoresOf({ coin, ...window }: OverviewRequest): Promise<Overview['scores']> {
    try {
      return await trackRecord.scores(coin, window);
    } catch (error) {
      logger.warn({ err: error, coin }, 'The ledger could not be read.');
      return null;
    }
  }

  function forecastOf({ registered, model, isChampion }: Contender, steps: number) {
    void trackRecord.record({ registered, model });
    return {
      version: registered.version,
      kind: registered.kind,
      isChampion,
      verdict: verdictOf(registered),
      dataUntil: model.training.lastTimestamp,
      forecast: toForecastBody(model.forecast({ horizon: steps, levels })),
    };
  }

  return {
    async get(request) {
      const { coin, steps } = request;
      const [lineup, leaderboard, scores] = await Promise.all([
        lineups.of(coin),
        leaderboardOf(coin),
        scoresOf(request),
      ]);
      const prices = feed.peek(coin);
      return {
        coin,
        currency: 'usd',
        source: feed.source.provenance,
        simulated: feed.source.simulated,
        status: health.report().status,
        fresh: feed.isFresh(coin),
        now: Date.now(),
        coins: [...feed.coins],
        price: prices === undefined ? null : priceOf(prices, feed.ageMs(coin)!),
        history: prices === undefined ? null : historyOf(prices),
        forecasts: lineup.contenders.map((contender) => forecastOf(contender, steps)),
        leaderboard,
        scores,
        ...registryOf(lineup),
        trainable: [...modelNames],
      };
    },
  };
}

function priceOf({ quote: { price, change24h } }: CoinPrices, ageMs: number): NonNullable<Overview['price']> {
  return { value: price, change24h, ageS: Math.round(ageMs / 1000) };
}

function historyOf({ series }: CoinPrices): NonNullable<Overview['history']> {
  const { stepMs, timestamps, prices } = sliceSeries(series, { last: historyDays * 24 });
  return { stepMs, timestamps: [...timestamps], prices: [...prices] };
}

function registryOf({ champion, models, journal }: Lineup): Pick<Overview, 'models' | 'journal'> {
  return {
    models: models.slice(0, shown).map((model) => ({
      version: model.version,
      kind: model.kind,
      registeredAt: model.registeredAt,
      isChampion: model.version === champion,
      verdict: verdictOf(model),
      trainedOn: model.training.n,
    })),
    journal: journal.slice(-shown).reverse().map(toJournalBody),
  };
}
