import { dayOfWeekFeature } from './calendar/dayOfWeek.js';
import { hourOfDayFeature } from './calendar/hourOfDay.js';
import { sessionFeature } from './calendar/session.js';
import type { Feature } from './engine/Feature.js';
import { cciFeature } from './oscillators/cci.js';
import { mfiFeature } from './oscillators/mfi.js';
import { rsiFeature } from './oscillators/rsi.js';
import { stochasticFeature } from './oscillators/stochastic.js';
import { williamsRFeature } from './oscillators/williamsR.js';
import { lagFeature } from './relations/lag.js';
import { relativeStrengthFeature } from './relations/relativeStrength.js';
import { rollingCorrelationFeature } from './relations/rollingCorrelation.js';
import { rollingQuantileFeature } from './relations/rollingQuantile.js';
import { drawdownFeature } from './returns/drawdown.js';
import { logReturnsFeature } from './returns/logReturns.js';
import { momentumFeature } from './returns/momentum.js';
import { rateOfChangeFeature } from './returns/rateOfChange.js';
import { simpleReturnsFeature } from './returns/simpleReturns.js';
import { zScoreFeature } from './returns/zScore.js';
import { adxFeature } from './trend/adx.js';
import { aroonFeature } from './trend/aroon.js';
import { emaFeature } from './trend/ema.js';
import { ichimokuFeature } from './trend/ichimoku.js';
import { macdFeature } from './trend/macd.js';
import { parabolicSarFeature } from './trend/parabolicSar.js';
import { smaFeature } from './trend/sma.js';
import { supertrendFeature } from './trend/supertrend.js';
import { wmaFeature } from './trend/wma.js';
import { atrFeature } from './volatility/atr.js';
import { bollingerFeature } from './volatility/bollinger.js';
import { donchianFeature } from './volatility/donchian.js';
import { ewmaVolatilityFeature } from './volatility/ewmaVolatility.js';
import { garmanKlassVolatilityFeature } from './volatility/garmanKlassVolatility.js';
import { keltnerFeature } from './volatility/keltner.js';
import { parkinsonVolatilityFeature } from './volatility/parkinsonVolatility.js';
import { realizedVolatilityFeature } from './volatility/realizedVolatility.js';
import { rogersSatchellVolatilityFeature } from './volatility/rogersSatchellVolatility.js';
import { rollingStandardDeviationFeature } from './volatility/rollingStandardDeviation.js';
import { yangZhangVolatilityFeature } from './volatility/yangZhangVolatility.js';
import { chaikinMoneyFlowFeature } from './volume/chaikinMoneyFlow.js';
import { obvFeature } from './volume/obv.js';
import { volumeZScoreFeature } from './volume/volumeZScore.js';
import { vwapFeature } from './volume/vwap.js';

/** Every feature there is, by name. */
export const features = {
  simpleReturns: simpleReturnsFeature,
  logReturns: logReturnsFeature,
  momentum: momentumFeature,
  rateOfChange: rateOfChangeFeature,
  drawdown: drawdownFeature,
  zScore: zScoreFeature,
  sma: smaFeature,
  ema: emaFeature,
  wma: wmaFeature,
  macd: macdFeature,
  adx: adxFeature,
  aroon: aroonFeature,
  ichimoku: ichimokuFeature,
  parabolicSar: parabolicSarFeature,
  supertrend: supertrendFeature,
  rsi: rsiFeature,
  stochastic: stochasticFeature,
  williamsR: williamsRFeature,
  cci: cciFeature,
  mfi: mfiFeature,
  rollingStandardDeviation: rollingStandardDeviationFeature,
  atr: atrFeature,
  bollinger: bollingerFeature,
  keltner: keltnerFeature,
  donchian: donchianFeature,
  realizedVolatility: realizedVolatilityFeature,
  parkinsonVolatility: parkinsonVolatilityFeature,
  garmanKlassVolatility: garmanKlassVolatilityFeature,
  rogersSatchellVolatility: rogersSatchellVolatilityFeature,
  yangZhangVolatility: yangZhangVolatilityFeature,
  ewmaVolatility: ewmaVolatilityFeature,
  obv: obvFeature,
  vwap: vwapFeature,
  chaikinMoneyFlow: chaikinMoneyFlowFeature,
  volumeZScore: volumeZScoreFeature,
  hourOfDay: hourOfDayFeature,
  dayOfWeek: dayOfWeekFeature,
  session: sessionFeature,
  lag: lagFeature,
  rollingQuantile: rollingQuantileFeature,
  rollingCorrelation: rollingCorrelationFeature,
  relativeStrength: relativeStrengthFeature,
} as const satisfies Record<string, Feature<never, string>>;

/** The name of a feature. */
export type FeatureName = keyof typeof features;

/** One feature with its options, as plain data: `{ feature: 'rsi', period: 14 }`. */
export type FeatureColumnSpec = {
  readonly [Name in FeatureName]: { readonly feature: Name } & Parameters<(typeof features)[Name]['plan']>[0];
}[FeatureName];

/** The columns of a {@link FeatureTable}: a name of your choice for each feature. */
export type FeatureSpec = Readonly<Record<string, FeatureColumnSpec>>;

/**
 * The names of the columns a spec gives: those of the spec, and for features of several columns the name, a dot and
 * that of each, such as `trend.signal` for `{ trend: { feature: 'macd' } }`.
 */
export type ColumnName<Spec extends FeatureSpec> = {
  [Name in keyof Spec & string]: [(typeof features)[Spec[Name]['feature']]['outputs'][number]] extends [never]
    ? Name
    : `${Name}.${(typeof features)[Spec[Name]['feature']]['outputs'][number]}`;
}[keyof Spec & string];
