import { createRandomStream } from '../../math/index.js';
import { deriveSeed } from '../market/deriveSeed.js';
import { createMarketProcess } from '../market/marketProcess.js';
import type { CoinHistory, MarketPoint } from './CoinHistory.js';
import { candleOf, closingTimes } from './candleGrid.js';
import type { ResolvedCoin } from './EmulatedCoin.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const yearHours = 8766;
const bridgeSteps = 12;
/** Keeps prices at their usual scale over the years, too slowly to be noticed within 90 days. */
const reversionHalfLifeMs = 120 * dayMs;

/**
 * A simulated coin as a function of time: one hourly path from its listing on, grown as far as it is asked for, with
 * Brownian bridges of 5-minute steps between the hours. So the past stays as it is while time goes on.
 */
export function createSimulatedHistory(coin: ResolvedCoin, seed: number): CoinHistory {
  const coinSeed = deriveSeed(seed, coin.id);
  const { listedAt, delistedAt = Number.POSITIVE_INFINITY } = coin;
  const pathStart = Math.floor(listedAt / hourMs) * hourMs;
  const market = createMarketProcess({
    seed: coinSeed,
    startTimestamp: pathStart,
    stepMs: hourMs,
    startPrice: coin.price,
    annualVolatility: coin.annualVolatility,
    annualDrift: 0,
    reversionHalfLifeMs,
    dailyVolume: coin.dailyVolume,
  });
  const logPrices = [Math.log(market.price)];
  const volumes = [market.volume24h];
  const growTo = (hour: number) => {
    while (logPrices.length <= hour) {
      market.advance();
      logPrices.push(Math.log(market.price));
      volumes.push(market.volume24h);
    }
  };
  const bridgeDeviation = coin.annualVolatility / Math.sqrt(yearHours * bridgeSteps);

  const at = (timestamp: number): MarketPoint | undefined => {
    if (timestamp < listedAt || timestamp > delistedAt) return undefined;
    const hours = (timestamp - pathStart) / hourMs;
    const hour = Math.floor(hours);
    const fraction = hours - hour;
    growTo(hour + 1);
    const between = (column: readonly number[]) =>
      column[hour]! + fraction * (column[hour + 1]! - column[hour]!);
    const noise = fraction === 0 ? 0 : bridgeAt(deriveSeed(coinSeed, hour), fraction) * bridgeDeviation;
    const price = Math.exp(between(logPrices) + noise);
    return { timestamp, price, volume: between(volumes), marketCap: price * coin.circulatingSupply };
  };

  return {
    id: coin.id,
    symbol: coin.symbol,
    name: coin.name,
    vsCurrency: 'usd',
    platforms: coin.platforms,
    firstTimestamp: listedAt,
    lastTimestamp: delistedAt,
    at,
    between(from, to, stepMs) {
      const points: MarketPoint[] = [];
      for (let slot = Math.floor(from / stepMs); slot * stepMs <= to; slot++) {
        const timestamp = slot * stepMs + offsetOf(coinSeed, slot, stepMs);
        const point = timestamp > from && timestamp <= to ? at(timestamp) : undefined;
        if (point !== undefined) points.push(point);
      }
      return points;
    },
    candles(from, to, stepMs) {
      const sampleMs = stepMs >= dayMs ? hourMs : 5 * minuteMs;
      const closing = closingTimes(Math.max(from, listedAt + stepMs - 1), Math.min(to, delistedAt), stepMs);
      return closing.map((closedAt) => {
        const moments = Array.from(
          { length: stepMs / sampleMs + 1 },
          (_, i) => closedAt - stepMs + i * sampleMs,
        );
        return candleOf(
          closedAt,
          moments.map((moment) => at(moment)!.price),
        );
      });
    },
  };
}

/** Daily points are stamped midnight; finer ones a little off the grid, mostly after it, by up to a minute. */
function offsetOf(coinSeed: number, slot: number, stepMs: number): number {
  if (stepMs >= dayMs) return 0;
  const uniform = (deriveSeed(coinSeed ^ stepMs, slot) >>> 0) / 2 ** 32;
  return Math.round((uniform - 0.05) * Math.min(60_000, stepMs / 10));
}

/**
 * A Brownian bridge over one hour in twelve steps of unit variance, with lines between: each step is drawn given
 * the one before it and the end at 0, so that a moment early in the hour costs few draws.
 */
function bridgeAt(seed: number, fraction: number): number {
  const random = createRandomStream(seed);
  const position = fraction * bridgeSteps;
  const step = Math.floor(position);
  let before = 0;
  let after = 0;
  for (let next = 1; next <= step + 1; next++) {
    before = after;
    const share = (bridgeSteps - next) / (bridgeSteps - next + 1);
    after = before * share + Math.sqrt(share) * random.normal();
  }
  return before + (position - step) * (after - before);
}
