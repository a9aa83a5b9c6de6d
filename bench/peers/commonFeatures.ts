import type { CandleSeries, FeatureColumnSpec } from 'coincast';
import * as indicators from 'technicalindicators';
import * as signals from 'trading-signals';

/** Candles as the two packages take them. */
export interface PeerCandles {
  readonly open: number[];
  readonly high: number[];
  readonly low: number[];
  readonly close: number[];
  readonly volume: number[];
  readonly candles: readonly PeerCandle[];
}

interface PeerCandle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** A result as a package gives it: a number, or an object of several. */
export type PeerResult = number | Readonly<Record<string, number | undefined>>;

/** One feature that all three packages have, with the same options. */
export interface CommonFeature {
  readonly spec: FeatureColumnSpec;
  /** A column of ours, and its name in each package; nothing where there is one column. */
  readonly column?: readonly [ours: string, tradingSignals: string, technicalindicators: string];
  /** An indicator of trading-signals, and whether it takes closes or candles. */
  readonly tradingSignals: () => { update(input: never, replace: boolean): unknown };
  readonly takes: 'closes' | 'candles';
  /** All results of technicalindicators, which leaves out those of the warm-up. */
  readonly technicalindicators: (input: PeerCandles) => readonly PeerResult[];
}

/** Twenty features that both packages have. */
export const commonFeatures = {
  sma20: closes({ feature: 'sma', period: 20 }, () => new signals.SMA(20), indicators.SMA, { period: 20 }),
  sma200: closes({ feature: 'sma', period: 200 }, () => new signals.SMA(200), indicators.SMA, {
    period: 200,
  }),
  ema20: closes({ feature: 'ema', period: 20 }, () => new signals.EMA(20), indicators.EMA, { period: 20 }),
  wma20: closes({ feature: 'wma', period: 20 }, () => new signals.WMA(20), indicators.WMA, { period: 20 }),
  rsi14: closes({ feature: 'rsi' }, () => new signals.RSI(14), indicators.RSI, { period: 14 }),
  roc10: closes({ feature: 'rateOfChange' }, () => new signals.ROC(10), indicators.ROC, { period: 10 }),
  macd: {
    ...closes(
      { feature: 'macd' },
      () => new signals.MACD(new signals.EMA(12), new signals.EMA(26), new signals.EMA(9)),
      indicators.MACD,
      { fastPeriod: 12, slowPeriod: 26, signalPeriod: 9, SimpleMAOscillator: false, SimpleMASignal: false },
    ),
    column: ['signal', 'signal', 'signal'],
  },
  bollinger: {
    ...closes({ feature: 'bollinger' }, () => new signals.BollingerBands(20, 2), indicators.BollingerBands, {
      period: 20,
      stdDev: 2,
    }),
    column: ['upper', 'upper', 'upper'],
  },
  atr14: candles({ feature: 'atr' }, () => new signals.ATR(14), indicators.ATR, { period: 14 }),
  adx14: {
    ...candles({ feature: 'adx' }, () => new signals.ADX(14), indicators.ADX, { period: 14 }),
    column: ['adx', '', 'adx'],
  },
  stochastic: {
    ...candles(
      { feature: 'stochastic', smoothing: 1 },
      () => new signals.StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 1, dPeriod: 3 }),
      indicators.Stochastic,
      { period: 14, signalPeriod: 3 },
    ),
    column: ['d', 'stochD', 'd'],
  },
  williamsR: candles({ feature: 'williamsR' }, () => new signals.WilliamsR(14), indicators.WilliamsR, {
    period: 14,
  }),
  cci20: candles({ feature: 'cci' }, () => new signals.CCI(20), indicators.CCI, { period: 20 }),
  mfi14: candles({ feature: 'mfi' }, () => new signals.MFI(14), indicators.MFI, { period: 14 }),
  obv: candles({ feature: 'obv' }, () => new signals.OBV(2), indicators.OBV, {}),
  vwap: candles({ feature: 'vwap' }, () => new signals.VWAP(), indicators.VWAP, {}),
  parabolicSar: {
    ...candles(
      { feature: 'parabolicSar' },
      () => new signals.PSAR({ accelerationStep: 0.02, accelerationMax: 0.2 }),
      indicators.PSAR,
      { step: 0.02, max: 0.2 },
    ),
    column: ['sar', '', ''],
  },
  keltner: {
    ...candles({ feature: 'keltner' }, () => new signals.KeltnerChannels(), indicators.KeltnerChannels, {
      maPeriod: 20,
      atrPeriod: 10,
      multiplier: 2,
      useSMA: false,
    }),
    column: ['upper', 'upper', 'upper'],
  },
  donchian: {
    ...candles({ feature: 'donchian' }, () => new signals.DonchianChannels(20), indicators.Highest, {}),
    column: ['upper', 'upper', ''],
    technicalindicators: ({ high, low }) => {
      indicators.Lowest.calculate({ values: low, period: 20 });
      return indicators.Highest.calculate({ values: high, period: 20 });
    },
  },
  ichimoku: {
    ...candles({ feature: 'ichimoku' }, () => new signals.IchimokuCloud(), indicators.IchimokuCloud, {
      conversionPeriod: 9,
      basePeriod: 26,
      spanPeriod: 52,
      displacement: 26,
    }),
    column: ['base', 'base', 'base'],
  },
} satisfies Record<string, CommonFeature>;

interface BatchIndicator {
  calculate(input: never): readonly unknown[];
}

function closes(
  spec: FeatureColumnSpec,
  tradingSignals: CommonFeature['tradingSignals'],
  indicator: BatchIndicator,
  options: object,
): CommonFeature {
  const calculate = ({ close }: PeerCandles) =>
    indicator.calculate({ values: close, ...options } as never) as readonly PeerResult[];
  return { spec, tradingSignals, takes: 'closes', technicalindicators: calculate };
}

function candles(
  spec: FeatureColumnSpec,
  tradingSignals: CommonFeature['tradingSignals'],
  indicator: BatchIndicator,
  options: object,
): CommonFeature {
  const calculate = ({ candles: _, ...columns }: PeerCandles) =>
    indicator.calculate({ ...columns, ...options } as never) as readonly PeerResult[];
  return { spec, tradingSignals, takes: 'candles', technicalindicators: calculate };
}

/** All results of trading-signals, null in the warm-up. */
export function runTradingSignals(feature: CommonFeature, input: PeerCandles): (PeerResult | null)[] {
  const indicator = feature.tradingSignals();
  const values: readonly unknown[] = feature.takes === 'closes' ? input.close : input.candles;
  return values.map((value) => indicator.update(value as never, false) as PeerResult | null);
}

/** Candles in the forms that the two packages take. */
export function peerCandles({ opens, highs, lows, closes: last, volumes }: CandleSeries): PeerCandles {
  const columns = {
    open: [...opens],
    high: [...highs],
    low: [...lows],
    close: [...last],
    volume: [...volumes!],
  };
  return {
    ...columns,
    candles: columns.open.map((open, row) => ({
      open,
      high: columns.high[row]!,
      low: columns.low[row]!,
      close: columns.close[row]!,
      volume: columns.volume[row]!,
    })),
  };
}
