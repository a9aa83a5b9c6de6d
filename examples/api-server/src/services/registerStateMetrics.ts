import { Gauge, type Registry } from 'prom-client';
import type { RedisConnections } from './connectRedis.js';
import type { Champions } from './createChampions.js';
import type { PriceFeed } from './createPriceFeed.js';

/** Registers what is read when Prometheus asks: the ages of prices and models, and whether Redis answers. */
export function registerStateMetrics(
  register: Registry,
  { feed, champions, redis }: { feed: PriceFeed; champions: Champions; redis: RedisConnections | undefined },
): void {
  const registers = [register];
  new Gauge({
    name: 'data_age_seconds',
    help: 'How old the present price of a coin is.',
    labelNames: ['coin'],
    registers,
    // Of several worker processes the worst is told.
    aggregator: 'max',
    collect() {
      for (const coin of feed.coins) {
        const ageMs = feed.ageMs(coin);
        if (ageMs !== undefined) this.set({ coin }, ageMs / 1000);
      }
    },
  });
  new Gauge({
    name: 'model_age_seconds',
    help: 'How long ago the champion of a coin was registered.',
    labelNames: ['coin', 'kind'],
    registers,
    aggregator: 'max',
    collect() {
      this.reset();
      for (const coin of feed.coins) {
        const registered = champions.peek(coin)?.registered;
        if (registered === undefined) continue;
        this.set({ coin, kind: registered.kind }, (Date.now() - registered.registeredAt) / 1000);
      }
    },
  });
  if (redis === undefined) return;
  new Gauge({
    name: 'redis_up',
    help: 'Whether Redis answers, 1 or 0; absent where none is configured.',
    registers,
    aggregator: 'min',
    collect() {
      this.set(redis.isReachable() ? 1 : 0);
    },
  });
}
