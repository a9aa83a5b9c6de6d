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
  get(request: PredictionRequest): Promise<Prediction>;
}

/** A forecast as it is served. */
export interface Prediction {
  readonly answer: CachedAnswer;
  readonly origin: AnswerOrigin;
  /** Whether it still is the answer to the same question; if so, it counts as one more from memory. */
  again(): boolean;
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
  return {
    async get(request) {
      const { coin } = request;
      const champion = champions.get(coin);
      const { answer, origin } = await cache.get(keyOf(champion, request), () => {
        const end = metrics.predictionDuration.startTimer({ coin });
        const body = JSON.stringify(predict(champion, request, feed.source.simulated));
        end();
        void trackRecord.record(champion);
        return body;
      });
      metrics.predictions.inc({ coin, origin });
      // Its labels are looked up once.
      const repeated = metrics.predictions.labels({ coin, origin: 'memory' });
      return {
        answer,
        origin,
        again() {
          // New prices make a champion anew.
          const isGood = champions.peek(coin) === champion && answer.expiresAt > Date.now();
          if (isGood) {
            cache.countRepeated();
            repeated.inc();
          }
          return isGood;
        },
      };
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
