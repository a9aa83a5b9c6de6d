import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CoinRecord, RunRecord } from '../run/RunRecord.js';

/** What Prometheus is told of. */
export interface Metrics {
  readonly register: Registry;
  onCoin(record: CoinRecord): void;
  onRun(record: RunRecord): void;
  /** A run that came to no record. */
  onFailedRun(): void;
  onMessage(channel: string, outcome: string): void;
  onTraining(seconds: number, outcome: string): void;
  /** When the next run is due, epoch ms. */
  onNextRun(time: number): void;
}

/** Metrics of a process of its own. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `coincast_scheduler_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `coincast_scheduler_${name}`, help, labelNames, registers });
  const runs = counter('runs_total', 'Runs, by outcome.', ['outcome']);
  const coins = counter('coins_total', 'Coins worked on, by what became of them.', ['status']);
  const reasons = counter('retrainings_total', 'Coins trained anew, by the reason.', ['reason']);
  const messages = counter('alert_messages_total', 'Messages to alert channels, by outcome.', [
    'channel',
    'outcome',
  ]);
  const trainings = new Histogram({
    name: 'coincast_scheduler_training_duration_seconds',
    help: 'How long trainings took, from their job to their model.',
    labelNames: ['outcome'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const lastRun = gauge('last_run_timestamp_seconds', 'When the last run ended, Unix time.');
  const nextRun = gauge('next_run_timestamp_seconds', 'When the next run is due, Unix time.');
  const duration = gauge('last_run_duration_seconds', 'How long the last run took.');
  const alerts = gauge('alerts', 'What is wrong after the last run, by kind.', ['kind']);
  const skill = gauge('live_skill', 'Live skill of a coin against the naive forecast.', ['coin']);
  const coverage = gauge('live_coverage', 'Live coverage of the intervals of a coin.', ['coin', 'level']);
  return {
    register,
    onCoin({ coin, status, reason, live }) {
      coins.inc({ status });
      if (reason != null) reasons.inc({ reason: reason.code });
      if (live?.skill != null) skill.set({ coin }, live.skill);
      for (const { level, coverage: share } of live?.coverage ?? []) coverage.set({ coin, level }, share);
    },
    onRun({ summary }) {
      const { startedAt, endedAt } = summary;
      runs.inc({ outcome: 'done' });
      lastRun.set(endedAt / 1000);
      duration.set((endedAt - startedAt) / 1000);
      alerts.reset();
      for (const { kind } of summary.alerts.active) alerts.inc({ kind });
    },
    onFailedRun: () => runs.inc({ outcome: 'failed' }),
    onMessage: (channel, outcome) => messages.inc({ channel, outcome }),
    onTraining: (seconds, outcome) => trainings.observe({ outcome }, seconds),
    onNextRun: (time) => nextRun.set(time / 1000),
  };
}
