import { Presets, SingleBar } from 'cli-progress';
import type { CoinRecord } from './run/RunRecord.js';

/** Where text goes; a terminal gets a bar, anything else plain lines. */
export type Output = Pick<NodeJS.WriteStream, 'write'> &
  Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;

/** Shows how far a run is. */
export interface Progress {
  start(total: number): void;
  report(coin: Pick<CoinRecord, 'coin' | 'status' | 'why'>): void;
  /** Takes an unfinished bar off the screen. */
  stop(): void;
}

/** Progress for a terminal or for a log, whichever the output is. */
export function createProgress(output: Output): Progress {
  // A pseudo-terminal of no width, as containers make them, would keep the bar wrapping for ever.
  const isTerminal = output.isTTY === true && (output.columns ?? 0) > 0;
  return isTerminal ? barProgress(output as NodeJS.WriteStream) : plainProgress(output);
}

function barProgress(stream: NodeJS.WriteStream): Progress {
  const format = '{bar} {value}/{total} coins, {rate} a second, {left} left, {failed} failed: {coin}';
  const bar = new SingleBar({ stream, format, hideCursor: true }, Presets.shades_classic);
  let pace = createPace(0);
  let failed = 0;
  return {
    start(total) {
      pace = createPace(total);
      failed = 0;
      bar.start(total, 0, { rate: '-', left: '-', failed, coin: '' });
    },
    report({ coin, status }) {
      if (status === 'failed') failed++;
      bar.increment(1, { ...pace(), failed, coin });
    },
    stop: () => bar.stop(),
  };
}

function plainProgress(output: Output): Progress {
  let pace = createPace(0);
  return {
    start(total) {
      pace = createPace(total);
    },
    report({ coin, status, why }) {
      const { done, total, rate, left } = pace();
      output.write(`[${done}/${total}] ${coin}: ${status} (${why}); ${rate} a second, ${left} left\n`);
    },
    stop() {},
  };
}

/** Counts coins done, by the time of the machine. */
function createPace(total: number) {
  const startedAt = performance.now();
  let done = 0;
  return () => {
    done++;
    const perSecond = (1000 * done) / Math.max(1, performance.now() - startedAt);
    const left = duration((total - done) / perSecond);
    return { done, total, rate: perSecond.toPrecision(2), left };
  };
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
