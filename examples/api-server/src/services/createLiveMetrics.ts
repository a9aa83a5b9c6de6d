import { Counter, Gauge, type Registry } from 'prom-client';
import type { AnswerCache } from './createAnswerCache.js';
import { createMemo } from './createMemo.js';
import type { PriceFeed } from './createPriceFeed.js';
import type { TrackRecord } from './createTrackRecord.js';
import type { LiveScoreboard } from './toLiveScoreboard.js';

/** What {@link createLiveMetrics} reads. */
export interface LiveSources {
  readonly feed: PriceFeed;
  readonly cache: AnswerCache;
  readonly scores: TrackRecord['scores'];
}

/** The live scores of one model over so many steps ahead. */
interface ScoreRow {
  readonly labels: Readonly<Record<'coin' | 'kind' | 'version' | 'steps', string>>;
  readonly scores: LiveScoreboard['models'][number];
}

/** The window of live scores, days, and how many steps ahead they pool. */
const days = 7;
const pooled = [1, 24];

/** Registers the metrics that are read when Prometheus asks: cache hits, and scores from the ledger. */
export function createLiveMetrics(
  register: Registry,
  { feed, cache, scores }: LiveSources,
): { readonly ledgerFailures: Counter } {
  const registers = [register];
  new Counter({
    name: 'cache_lookups_total',
    help: 'Answers by where they were found: memory and redis are hits, computed is a miss.',
    labelNames: ['origin'],
    registers,
    collect() {
      this.reset();
      for (const [origin, count] of Object.entries(cache.counts)) this.inc({ origin }, count);
    },
  });

  const rows = createMemo(1000, async () => {
    const found: ScoreRow[] = [];
    for (const coin of feed.coins) {
      for (const steps of pooled) {
        for (const model of (await scores(coin, { days, steps })).models) {
          const { kind, version } = model;
          found.push({
            labels: { coin, kind: kind ?? 'unknown', version, steps: String(steps) },
            scores: model,
          });
        }
      }
    }
    return found;
  });
  registerScores(register, () => rows('all').catch(() => []));

  return {
    ledgerFailures: new Counter({
      name: 'ledger_failures_total',
      help: 'Times the ledger could not be read or written; what was not recorded is tried again.',
      registers,
    }),
  };
}

function registerScores(register: Registry, rows: () => Promise<ScoreRow[]>): void {
  const gauge = (name: string, help: string, setRow: (gauge: Gauge, row: ScoreRow) => void) =>
    new Gauge({
      name: `live_${name}`,
      help: `${help}, of steps that came true in the last ${days} days, up to so many steps ahead.`,
      labelNames: ['coin', 'kind', 'version', 'steps', ...(name === 'interval_coverage' ? ['level'] : [])],
      registers: [register],
      // Every worker process reads the same ledger.
      aggregator: 'max',
      async collect() {
        const found = await rows();
        this.reset();
        for (const row of found) setRow(this, row);
      },
    });
  const known = (value: (scores: ScoreRow['scores']) => number | null) => (metric: Gauge, row: ScoreRow) => {
    const found = value(row.scores);
    if (found !== null) metric.set(row.labels, found);
  };
  gauge(
    'forecast_steps',
    'Their number',
    known(({ n }) => n),
  );
  gauge(
    'forecast_mae',
    'Mean absolute error',
    known(({ mae }) => mae),
  );
  gauge(
    'forecast_naive_mae',
    'Mean absolute error of the last price',
    known(({ naiveMae }) => naiveMae),
  );
  gauge(
    'forecast_skill',
    '1 - mae / naive mae',
    known(({ skill }) => skill),
  );
  gauge('interval_coverage', 'Fraction within the intervals', (metric, { labels, scores }) => {
    for (const { level, coverage } of scores.intervals)
      metric.set({ ...labels, level: String(level) }, coverage);
  });
}
