import { describe, expect, it } from 'vitest';
import { features } from '../../src/features/features.js';
import * as room from '../../src/features/index.js';
import { type ContractedFeature, describeFeatureContract } from '../contracts/featureContract.js';
import { sampleCandles } from './sampleCandles.js';

const rival = { other: 'rival' } as const;
const price = ['close'] as const;
const candle = ['high', 'low', 'close'] as const;
const whole = ['open', 'high', 'low', 'close'] as const;
const onCandles = { lacks: 'high' } as const;
const circle = Number.NaN;

/** Every feature, with the laws it keeps. */
const contracted: Readonly<Record<keyof typeof features, ContractedFeature>> = {
  simpleReturns: { spec: { feature: 'simpleReturns', span: 3 }, reads: price, constant: [0] },
  logReturns: { spec: { feature: 'logReturns', span: 2 }, reads: price, constant: [0] },
  momentum: { spec: { feature: 'momentum', span: 5 }, reads: price, constant: [0], pricePowers: [1] },
  rateOfChange: { spec: { feature: 'rateOfChange', span: 5 }, reads: price, constant: [0] },
  drawdown: { spec: { feature: 'drawdown', window: 12 }, reads: price, constant: [0] },
  zScore: { spec: { feature: 'zScore', window: 10 }, reads: price, constant: 'refused' },
  sma: { spec: { feature: 'sma', period: 10 }, reads: price, constant: [10], pricePowers: [1] },
  ema: { spec: { feature: 'ema', period: 10 }, reads: price, constant: [10], pricePowers: [1] },
  wma: { spec: { feature: 'wma', period: 10 }, reads: price, constant: [10], pricePowers: [1] },
  macd: {
    spec: { feature: 'macd', fastPeriod: 4, slowPeriod: 9, signalPeriod: 5 },
    reads: price,
    constant: [0, 0, 0],
    pricePowers: [1, 1, 1],
  },
  adx: { spec: { feature: 'adx', period: 7 }, reads: candle, ...onCandles, constant: 'refused' },
  aroon: { spec: { feature: 'aroon', period: 9 }, reads: ['high', 'low'], ...onCandles, constant: 'refused' },
  ichimoku: {
    spec: { feature: 'ichimoku', conversionPeriod: 4, basePeriod: 9, spanPeriod: 18, displacement: 7 },
    reads: ['high', 'low'],
    ...onCandles,
    constant: [10, 10, 10, 10],
    pricePowers: [1, 1, 1, 1],
  },
  parabolicSar: {
    spec: { feature: 'parabolicSar', acceleration: 0.03, maxAcceleration: 0.3 },
    reads: ['high', 'low'],
    ...onCandles,
    constant: [10, circle],
    pricePowers: [1, 0],
  },
  supertrend: {
    spec: { feature: 'supertrend', period: 5, multiplier: 1.5 },
    reads: candle,
    ...onCandles,
    constant: [10, -1],
    pricePowers: [1, 0],
  },
  rsi: { spec: { feature: 'rsi', period: 9 }, reads: price, constant: 'refused' },
  stochastic: {
    spec: { feature: 'stochastic', period: 9, smoothing: 2, signalPeriod: 4 },
    reads: candle,
    ...onCandles,
    constant: 'refused',
  },
  williamsR: { spec: { feature: 'williamsR', period: 9 }, reads: candle, ...onCandles, constant: 'refused' },
  cci: { spec: { feature: 'cci', period: 9 }, reads: candle, ...onCandles, constant: 'refused' },
  mfi: {
    spec: { feature: 'mfi', period: 9 },
    reads: [...candle, 'volume'],
    ...onCandles,
    constant: 'refused',
  },
  rollingStandardDeviation: {
    spec: { feature: 'rollingStandardDeviation', window: 10 },
    reads: price,
    constant: [0],
    pricePowers: [1],
  },
  atr: { spec: { feature: 'atr', period: 9 }, reads: candle, ...onCandles, constant: [0], pricePowers: [1] },
  bollinger: {
    spec: { feature: 'bollinger', period: 10, deviations: 2.5 },
    reads: price,
    constant: [10, 10, 10, 0.5],
    pricePowers: [1, 1, 1, 0],
  },
  keltner: {
    spec: { feature: 'keltner', period: 9, rangePeriod: 5, multiplier: 2 },
    reads: candle,
    ...onCandles,
    constant: [10, 10, 10],
    pricePowers: [1, 1, 1],
  },
  donchian: {
    spec: { feature: 'donchian', period: 10 },
    reads: ['high', 'low'],
    ...onCandles,
    constant: [10, 10, 10],
    pricePowers: [1, 1, 1],
  },
  realizedVolatility: {
    spec: { feature: 'realizedVolatility', window: 12, stepsPerYear: 8760 },
    reads: price,
    constant: [0],
  },
  parkinsonVolatility: {
    spec: { feature: 'parkinsonVolatility', window: 12 },
    reads: ['high', 'low'],
    ...onCandles,
    constant: [0],
  },
  garmanKlassVolatility: {
    spec: { feature: 'garmanKlassVolatility', window: 12 },
    reads: whole,
    lacks: 'open',
    constant: [0],
  },
  rogersSatchellVolatility: {
    spec: { feature: 'rogersSatchellVolatility', window: 12 },
    reads: whole,
    lacks: 'open',
    constant: [0],
  },
  yangZhangVolatility: {
    spec: { feature: 'yangZhangVolatility', window: 12, stepsPerYear: 365 },
    reads: whole,
    lacks: 'open',
    constant: [0],
  },
  ewmaVolatility: { spec: { feature: 'ewmaVolatility', decay: 0.9 }, reads: price, constant: [0] },
  obv: {
    spec: { feature: 'obv' },
    reads: ['close', 'volume'],
    lacks: 'close',
    constant: [5],
    volumePowers: [1],
  },
  vwap: {
    spec: { feature: 'vwap', window: 9 },
    reads: [...candle, 'volume'],
    ...onCandles,
    constant: [10],
    pricePowers: [1],
  },
  chaikinMoneyFlow: {
    spec: { feature: 'chaikinMoneyFlow', period: 9 },
    reads: [...candle, 'volume'],
    ...onCandles,
    constant: [0],
  },
  volumeZScore: { spec: { feature: 'volumeZScore', window: 9 }, reads: ['volume'], constant: 'refused' },
  hourOfDay: { spec: { feature: 'hourOfDay' }, reads: [], constant: [circle, circle] },
  dayOfWeek: { spec: { feature: 'dayOfWeek' }, reads: [], constant: [circle, circle] },
  session: { spec: { feature: 'session' }, reads: [], constant: [circle, circle, circle, circle] },
  lag: { spec: { feature: 'lag', span: 4 }, reads: price, constant: [10], pricePowers: [1] },
  rollingQuantile: {
    spec: { feature: 'rollingQuantile', window: 11, probability: 0.3 },
    reads: price,
    constant: [10],
    pricePowers: [1],
  },
  rollingCorrelation: {
    spec: { feature: 'rollingCorrelation', window: 10, with: rival },
    reads: price,
    constant: 'refused',
  },
  relativeStrength: {
    spec: { feature: 'relativeStrength', span: 3, with: rival },
    reads: price,
    constant: [circle],
  },
};

for (const [name, feature] of Object.entries(contracted)) describeFeatureContract(name, feature);

describeFeatureContract('drawdown since the start', {
  spec: { feature: 'drawdown' },
  reads: price,
  constant: [0],
});
describeFeatureContract('vwap of the day', {
  spec: { feature: 'vwap' },
  reads: [...candle, 'volume'],
  ...onCandles,
  constant: [10],
  pricePowers: [1],
});
describeFeatureContract('cci of a long window', {
  spec: { feature: 'cci', period: 66 },
  reads: candle,
  ...onCandles,
  constant: 'refused',
});
describeFeatureContract('a feature of a feature of a feature', {
  spec: {
    feature: 'zScore',
    window: 12,
    of: { feature: 'lag', span: 2, of: { feature: 'macd', output: 'signal', slowPeriod: 14 } },
  },
  reads: price,
  constant: 'refused',
});
describeFeatureContract('the correlation of returns with volumes', {
  spec: {
    feature: 'rollingCorrelation',
    window: 12,
    of: { feature: 'logReturns', span: 3 },
    with: { feature: 'sma', period: 7, of: 'volume' },
  },
  reads: ['close', 'volume'],
  constant: 'refused',
});

describe('the function of each feature', () => {
  const functions = new Map<string, unknown>(Object.entries(room));
  const candles = sampleCandles();
  const rivals = candles.closes.map((close, row) => close * (1 + 0.02 * Math.sin(row)));

  it.each(Object.entries(contracted))('%s gives what the table has', (name, { spec }) => {
    const { feature: _, with: other, ...options } = spec as { feature: string; with?: unknown };
    const compute = functions.get(name) as (...input: unknown[]) => unknown;
    const result = other === undefined ? compute(candles, options) : compute(candles, rivals, options);
    const others = { rival: { ...candles, closes: rivals } };
    const { columns } = room.buildFeatures(candles, { x: spec }, { keepWarmUp: true, others });
    const { outputs } = features[name as keyof typeof features];
    if (outputs.length === 0) {
      expect(result).toEqual(columns['x' as keyof typeof columns]);
      return;
    }
    expect(Object.keys(result as object)).toEqual(outputs);
    for (const output of outputs) {
      expect((result as Record<string, unknown>)[output]).toEqual(
        columns[`x.${output}` as keyof typeof columns],
      );
    }
  });
});
