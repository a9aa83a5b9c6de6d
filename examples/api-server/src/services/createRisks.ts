import {
  expectedShortfall,
  type FittedModel,
  type ForecastOptions,
  type PathForecast,
  probabilityAbove,
  valueAtRisk,
} from 'coincast';
import { ApiProblem } from '../errors/ApiProblem.js';
import type { AnswerCache, CachedAnswer } from './createAnswerCache.js';
import type { Champions } from './createChampions.js';
import type { PriceFeed } from './createPriceFeed.js';
import { verdictOf } from './verdictOf.js';

/** What can be asked about risk. */
export interface RiskRequest {
  readonly coin: string;
  readonly steps: number;
  readonly level: number;
  readonly position: 'long' | 'short';
  readonly price?: number | undefined;
  readonly entry?: number | undefined;
}

/** Answers about risk, from sample paths of the champions. */
export interface Risks {
  get(request: RiskRequest): Promise<CachedAnswer>;
}

/** So many that about twenty lie beyond the level, and that a probability is known to one in a hundred. */
const pathsFor = (level: number) => Math.max(4000, Math.ceil(20 / (1 - level)));

export function createRisks(services: { champions: Champions; feed: PriceFeed; cache: AnswerCache }): Risks {
  const { champions, feed, cache } = services;
  return {
    async get(request) {
      const { coin, steps, level, position } = request;
      const { registered, model } = champions.get(coin);
      const { series, quote } = feed.get(coin);
      const { price = quote.price, entry = series.prices.at(-1)! } = request;
      const { lastTimestamp } = model.training;
      const key = [
        'risk',
        coin,
        registered.version,
        lastTimestamp,
        steps,
        level,
        position,
        price,
        entry,
      ].join(':');
      const { answer } = await cache.get(key, () => {
        const forecast = drawPaths(model, steps, pathsFor(level));
        const above = probabilityAbove(forecast, { price, step: steps });
        const atRisk = valueAtRisk(forecast, { entry, level, position, step: steps });
        const shortfall = expectedShortfall(forecast, { entry, level, position, step: steps });
        const { version, kind, registeredAt } = registered;
        return JSON.stringify({
          coin,
          model: { version, kind, registeredAt },
          verdict: verdictOf(registered),
          simulated: feed.source.simulated,
          dataUntil: lastTimestamp,
          due: above.timestamp,
          paths: above.paths,
          probabilityAbove: { price, probability: above.probability, standardError: above.standardError },
          valueAtRisk: {
            level,
            position,
            entry,
            amount: atRisk.valueAtRisk,
            fraction: atRisk.fraction,
            standardError: atRisk.standardError,
          },
          expectedShortfall: {
            amount: shortfall.expectedShortfall,
            fraction: shortfall.fraction,
            standardError: shortfall.standardError,
          },
        });
      });
      return answer;
    },
  };
}

/** Models name the drawing of paths differently, and some cannot. */
function drawPaths(model: FittedModel, horizon: number, paths: number): PathForecast {
  for (const method of ['paths', 'sample']) {
    try {
      const options = { horizon, levels: [], method, paths, seed: 0 };
      const forecast: PathForecast = model.forecast(options as ForecastOptions);
      if (forecast.paths !== undefined) return forecast;
    } catch {
      // The next one may be known.
    }
  }
  throw new ApiProblem(
    'no-sample-paths',
    `A model of kind ${model.kind} draws none. Train and promote an arima, ets or prophet.`,
  );
}
