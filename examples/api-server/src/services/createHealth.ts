import cluster from 'node:cluster';
import type { HealthReport } from '../schemas/health.js';
import type { RedisConnections } from './connectRedis.js';
import type { Champions } from './createChampions.js';
import type { PriceFeed } from './createPriceFeed.js';

/** How the service is. */
export interface Health {
  report(): HealthReport;
  /** From now on it is stopping, and takes no new work. */
  stop(): void;
  readonly stopping: AbortSignal;
}

export function createHealth(services: {
  readonly feed: PriceFeed;
  readonly champions: Champions;
  readonly redis: RedisConnections | undefined;
}): Health {
  const { feed, champions, redis } = services;
  const controller = new AbortController();

  function coinReport(coin: string): HealthReport['coins'][number] {
    const ageMs = feed.ageMs(coin);
    return {
      coin,
      model: champions.peek(coin)?.registered.version ?? null,
      priceAgeS: ageMs === undefined ? null : Math.round(ageMs / 1000),
      dataUntil: feed.peek(coin)?.series.timestamps.at(-1) ?? null,
      fresh: feed.isFresh(coin),
      problem: champions.failure(coin) ?? null,
    };
  }

  return {
    stopping: controller.signal,
    stop: () => controller.abort(new Error('The service is stopping.')),
    report() {
      const coins = feed.coins.map(coinReport);
      const reachable = redis?.isReachable() ?? true;
      const canAnswer = coins.every(({ model }) => model !== null);
      const isWhole = reachable && coins.every(({ fresh, problem }) => fresh && problem === null);
      return {
        status: controller.signal.aborted
          ? 'stopping'
          : !canAnswer
            ? 'unavailable'
            : isWhole
              ? 'ready'
              : 'degraded',
        uptimeS: Math.round(process.uptime()),
        worker: cluster.worker?.id ?? 0,
        source: feed.source.provenance,
        simulated: feed.source.simulated,
        redis: redis === undefined ? 'not configured' : reachable ? 'reachable' : 'unreachable',
        coins,
      };
    },
  };
}
