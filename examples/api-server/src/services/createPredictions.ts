import type { AnswerCache, AnswerOrigin, CachedAnswer } from './createAnswerCache.js';
import type { Champion, Champions } from './createChampions.js';
import type { Metrics } from './createMetrics.js';
import type { PriceFeed } from './createPriceFeed.js';
import type { TrackRecord } from './createTrackRecord.js';
import { toForecastBody } from './toForecastBody.js';
import { verdictOf } from './verdictOf.js';

/** What can be asked of a champion. */
export interface PredictionRequest {
  readonly coin: string;
  readonly steps: number;
  /** Ascending. */
  readonly levels: readonly number[];
}

/** Forecasts of the champions. */
export interface Predictions {
  /** The answer, if it is in memory: the quick way. */
  peek(request: PredictionRequest): CachedAnswer | undefined;
  get(request: PredictionRequest): Promise<{ answer: CachedAnswer; origin: AnswerOrigin }>;
}

/** What {@link createPredictions} takes. */
export interface PredictionsOptions {
  readonly champions: Champions;
  readonly feed: PriceFeed;
  readonly cache: AnswerCache;
  readonly metrics: Metrics;
  readonly trackRecord: Pick<TrackRecord, 'record'>;
}

export function createPredictions(services: PredictionsOptions): Predictions {
  const { champions, feed, cache, metrics, trackRecord } = services;
  // What the model has seen is part of the key, so that new prices and new champions need no invalidation.
  const keyOf = ({ registered, model }: Champion, { coin, steps, levels }: PredictionRequest) =>
    `predict:${coin}:${registered.version}:${model.training.lastTimestamp}:${steps}:${levels.join(',')}`;
  // The labels of the quick way are looked up once.
  const counters = new Map<string, { inc(): void }>();
  const fromMemory = (coin: string) => {
    const known = counters.get(coin) ?? metrics.predictions.labels({ coin, origin: 'memory' });
    counters.set(coin, known);
    return known;
  };
  return {
    peek(request) {
      const answer = cache.peek(keyOf(champions.get(request.coin), request));
      if (answer !== undefined) fromMemory(request.coin).inc();
      return answer;
    },
    async get(request) {
      const champion = champions.get(request.coin);
      const found = await cache.get(keyOf(champion, request), () => {
        const end = metrics.predictionDuration.startTimer({ coin: request.coin });
        const body = JSON.stringify(predict(champion, request, feed.source.simulated));
        end();
        void trackRecord.record(champion);
        return body;
      });
      metrics.predictions.inc({ coin: request.coin, origin: found.origin });
      return found;
    },
  };
}

/** The body of a prediction. */
export function predict(
  { registered, model }: Champion,
  { coin, steps, levels }: PredictionRequest,
  simulated: boolean,
) {
  const { version, kind, registeredAt } = registered;
  return {
    coin,
    currency: model.training.vsCurrency ?? 'usd',
    model: { version, kind, registeredAt },
    verdict: verdictOf(registered),
    simulated,
    dataUntil: model.training.lastTimestamp,
    issuedAt: Date.now(),
    forecast: toForecastBody(model.forecast({ horizon: steps, levels })),
  };
}
