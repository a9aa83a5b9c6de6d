import type { CoinHistory } from '../CoinHistory.js';
import { ok, type Reply } from '../reply.js';
import { dayMs, minuteMs } from './parameters.js';

/** A candle of a day or more appears 35 minutes after its end. */
const dailyDelayMs = 35 * minuteMs;

/** Finished candles that ended after `from` and up to `to`, stamped with their end. */
export function candlesReply(
  coin: CoinHistory,
  span: { readonly from: number; readonly to: number; readonly stepMs: number; readonly now: number },
  scale: (value: number) => number,
): Reply {
  const { from, to, stepMs, now } = span;
  const finished = stepMs >= dayMs ? now - dailyDelayMs : now;
  const candles = coin.candles(Math.max(from, coin.firstTimestamp - 1), Math.min(to, finished), stepMs);
  return ok(
    candles.map(({ closedAt, open, high, low, close }) => [closedAt, ...[open, high, low, close].map(scale)]),
  );
}
