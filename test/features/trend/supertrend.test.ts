import { SuperTrend, TradingSignal } from 'trading-signals';
import { describe, expect, it } from 'vitest';
import { peerCandles } from '../../../bench/peers/commonFeatures.js';
import { supertrend } from '../../../src/features/index.js';
import { sampleCandles } from '../sampleCandles.js';

describe('supertrend', () => {
  it('agrees with trading-signals once its average range has forgotten the first candle', () => {
    const candles = sampleCandles();
    const peer = new SuperTrend({ interval: 7, multiplier: 1.5 });
    const theirs = peerCandles(candles).candles.map((candle) => peer.update(candle, false));
    const { line, direction } = supertrend(candles, { period: 7, multiplier: 1.5 });
    const late = [...line.keys()].slice(200);
    for (const row of late) {
      expect(Math.abs(line[row]! / theirs[row]!.supertrend - 1)).toBeLessThan(1e-9);
      expect(direction[row]).toBe(theirs[row]!.trend === TradingSignal.BULLISH ? 1 : -1);
    }
    expect(new Set(late.map((row) => direction[row])).size).toBe(2);
  });
});
