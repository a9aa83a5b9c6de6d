import { type ForecastLedger, type Logger, sliceSeries, systemClock } from 'coincast';
import type { Champion } from './createChampions.js';
import type { Lineups } from './createLineups.js';
import { createMemo } from './createMemo.js';
import type { PriceFeed } from './createPriceFeed.js';
import { type LiveScoreboard, toLiveScoreboard } from './toLiveScoreboard.js';

/** What became of the forecasts that were served. */
export interface TrackRecord {
  /**
   * Records what a model says now, if it is not recorded yet. A failure is logged and never thrown: the keeper tries
   * again, and an answer does not wait for the ledger.
   */
  record(model: Champion): Promise<void>;
  /** The live scores of a coin's models over the last days, up to so many steps ahead. */
  scores(coin: string, window: { readonly days: number; readonly steps: number }): Promise<LiveScoreboard>;
  /** Records what the contenders say, and scores what has come true, until the signal aborts. For one process only. */
  run(signal: AbortSignal): Promise<void>;
}

/** What {@link createTrackRecord} takes. */
export interface TrackRecordOptions {
  readonly ledger: ForecastLedger;
  readonly feed: PriceFeed;
  readonly lineups: Pick<Lineups, 'of'>;
  readonly logger: Logger;
  /** Told of every failure of the ledger. */
  readonly onFailure: () => void;
}

/**
 * What is recorded of a model at a time: the most steps that are served, at the levels served by default. Every served
 * forecast is the beginning of it, so that scores do not depend on who asked for how much.
 */
const recorded = { horizon: 100, levels: [0.8, 0.95] } as const;

const dayMs = 86_400_000;
const keepEveryMs = 60_000;
/** Longer than the most steps ahead take to come true. */
const scoredDays = 7;
const compactEveryMs = 6 * 3_600_000;
/** Older forecasts are kept as daily sums. */
const keptDays = 90;

export function createTrackRecord({
  ledger,
  feed,
  lineups,
  logger,
  onFailure,
}: TrackRecordOptions): TrackRecord {
  async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      onFailure();
      logger.warn({ err: error }, `${what}; this is tried again.`);
    }
  }

  async function record({ registered: { coin, version, kind }, model }: Champion): Promise<void> {
    const series = feed.peek(coin)?.series;
    const { lastTimestamp, stepMs, vsCurrency = 'usd' } = model.training;
    const lastPrice = series?.prices[series.timestamps.indexOf(lastTimestamp)];
    // Without the price it starts from there is nothing to compare it with.
    if (lastPrice === undefined) return;
    await attempt('A forecast was not recorded', () =>
      ledger.record(model.forecast(recorded), { coin, vsCurrency, model: version, kind, lastPrice, stepMs }),
    );
  }

  async function settle(coin: string, days: number): Promise<void> {
    const observed = feed.peek(coin)?.observed;
    if (observed === undefined) return;
    const from = Math.max(observed.timestamps[0]!, observed.timestamps.at(-1)! - days * dayMs);
    await attempt('Forecasts were not scored', () => ledger.score(sliceSeries(observed, { from }), { coin }));
  }

  async function keep(coin: string, days: number): Promise<void> {
    const { contenders } = await lineups.of(coin);
    for (const contender of contenders) await record(contender);
    await settle(coin, days);
  }

  async function tidy(): Promise<void> {
    await ledger.compact();
    await ledger.prune({ olderThan: Date.now() - keptDays * dayMs });
  }

  const report = createMemo(5000, async (key: string) => {
    const [coin, days] = key.split(' ') as [string, string];
    return ledger.report({ coin, from: hourOf(Date.now() - Number(days) * dayMs) });
  });

  return {
    record,
    scores: async (coin, { days, steps }) => toLiveScoreboard(await report(`${coin} ${days}`), steps),
    async run(signal) {
      // The service may have been away for long: at first all prices are looked at.
      const waiting = new Set(feed.coins);
      let tidiedAt = Number.NEGATIVE_INFINITY;
      while (!signal.aborted) {
        for (const coin of feed.coins) {
          if (feed.peek(coin) === undefined) continue;
          await attempt('The ledger was not kept', () =>
            keep(coin, waiting.has(coin) ? keptDays : scoredDays),
          );
          waiting.delete(coin);
        }
        if (performance.now() - tidiedAt > compactEveryMs) {
          await attempt('The ledger was not compacted', tidy);
          tidiedAt = performance.now();
        }
        const pauseMs = waiting.size === 0 ? keepEveryMs : 1000;
        await systemClock.sleep(pauseMs, signal).catch(() => {});
      }
    },
  };
}

/** Windows begin at whole hours, so that scores do not flicker from one second to the next. */
function hourOf(time: number): number {
  return Math.floor(time / 3_600_000) * 3_600_000;
}
