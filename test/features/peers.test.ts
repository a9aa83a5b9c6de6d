import { describe, expect, it } from 'vitest';
import {
  type CommonFeature,
  commonFeatures,
  type PeerResult,
  peerCandles,
  runTradingSignals,
} from '../../bench/peers/commonFeatures.js';
import { buildFeatures } from '../../src/features/index.js';
import { sampleCandles } from './sampleCandles.js';

const candles = sampleCandles();
const input = peerCandles(candles);
type Name = keyof typeof commonFeatures;

/** What differs, as the doc comment of the feature says; everything else agrees. */
const knownDifferences: Readonly<
  Record<string, { readonly [Peer in 'tradingSignals' | 'technicalindicators']?: Difference }>
> = {
  ema20: { tradingSignals: 'start' },
  macd: { tradingSignals: 'start' },
  keltner: { tradingSignals: 'start' },
  atr14: { tradingSignals: 'start' },
  adx14: { tradingSignals: 'start', technicalindicators: 'start' },
  parabolicSar: { tradingSignals: 'throughout', technicalindicators: 'start' },
  rsi14: { technicalindicators: 'rounded' },
  mfi14: { technicalindicators: 'rounded' },
  roc10: { tradingSignals: 'fraction' },
  obv: { tradingSignals: 'offset', technicalindicators: 'offset' },
  vwap: { tradingSignals: 'throughout', technicalindicators: 'throughout' },
};

type Difference = 'start' | 'rounded' | 'fraction' | 'offset' | 'throughout';

// Rounding of sums that are carried on, relative to the largest value.
const agreement = 1e-10;

describe.each(Object.keys(commonFeatures) as Name[])('%s', (name) => {
  const feature: CommonFeature = commonFeatures[name];
  const { columns } = buildFeatures(candles, { x: feature.spec }, { keepWarmUp: true });
  const ours =
    columns[(feature.column === undefined ? 'x' : `x.${feature.column[0]}`) as keyof typeof columns];

  it.each(['tradingSignals', 'technicalindicators'] as const)(
    'agrees with %s, or differs as it says',
    (peer) => {
      const results =
        peer === 'tradingSignals' ? runTradingSignals(feature, input) : feature.technicalindicators(input);
      const field = feature.column?.[peer === 'tradingSignals' ? 1 : 2] ?? '';
      const theirs = results.map((result) => numberOf(result, field));
      const shift = ours.length - theirs.length;
      const largest = Math.max(...ours.filter(Number.isFinite).map(Math.abs));
      const difference = (row: number) => (theirs[row - shift]! - ours[row]!) / largest;
      const both = [...ours.keys()].filter((row) => Number.isFinite(difference(row)));
      expect(both.length).toBeGreaterThan(100);
      const worst = (rows: readonly number[]) => Math.max(...rows.map((row) => Math.abs(difference(row))));
      switch (knownDifferences[name]?.[peer]) {
        case undefined:
          expect(worst(both)).toBeLessThanOrEqual(agreement);
          break;
        case 'start':
          expect(worst(both)).toBeGreaterThan(1e-5);
          expect(worst(both.slice(-20))).toBeLessThanOrEqual(1e-9);
          break;
        case 'rounded':
          expect(worst(both) * largest).toBeGreaterThan(1e-3);
          expect(worst(both) * largest).toBeLessThanOrEqual(0.005 + 1e-9);
          break;
        case 'fraction':
          for (const row of both) expect(100 * theirs[row - shift]!).toBeCloseTo(ours[row]!, 10);
          break;
        case 'offset':
          for (const row of both) expect(ours[row]! - theirs[row - shift]!).toBe(candles.volumes![0]);
          break;
        case 'throughout':
          expect(worst(both.slice(-100))).toBeGreaterThan(1e-3);
      }
    },
  );
});

function numberOf(result: PeerResult | null, field: string): number {
  if (typeof result === 'number') return result;
  return result?.[field] ?? Number.NaN;
}
