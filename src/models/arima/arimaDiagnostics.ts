import { rootMeanSquare } from '../../math/index.js';
import {
  type ArchLmTestResult,
  archLmTest,
  type JarqueBeraTestResult,
  jarqueBeraTest,
  type LjungBoxTestResult,
  ljungBoxTest,
} from '../../stats/index.js';
import type { ArimaParameters } from './arimaState.js';
import { coefficientTable } from './coefficientTable.js';
import type { OneStepFit } from './oneStepFit.js';

/** What is left in what a model leaves unexplained. */
export interface ArimaDiagnostics {
  /**
   * Null hypothesis: no autocorrelation is left. Over two seasons, or 10 lags without, but n / 5 at most, with the free
   * autoregressive and moving average coefficients taken off the degrees of freedom.
   */
  readonly ljungBox: LjungBoxTestResult;
  /** Null hypothesis: large residuals do not follow large ones. Over 10 lags, but n / 5 at most. */
  readonly archLm: ArchLmTestResult;
  /** Null hypothesis: the residuals are normal. */
  readonly jarqueBera: JarqueBeraTestResult;
  /** The three findings in words, each with what it means for the forecast and its intervals. */
  readonly sentence: string;
}

/** Tests at this level speak in the sentence. */
const level = 0.05;

/** @internal */
export function arimaDiagnostics(
  parameters: ArimaParameters,
  { residuals, without }: OneStepFit,
): ArimaDiagnostics {
  const modelDf = countFreeTerms(parameters);
  const wished = parameters.seasonal === undefined ? 10 : 2 * parameters.seasonal.period;
  const lags = Math.max(modelDf + 3, Math.min(wished, Math.floor(residuals.length / 5)));
  const absent = new Set(without);
  const present = absent.size === 0 ? residuals : residuals.filter((_, t) => !absent.has(t));
  const ljungBox = ljungBoxTest(residuals, { lags, modelDf });
  const archLm = archLmTest(withUsualSize(residuals, present, without), { modelDf });
  const jarqueBera = jarqueBeraTest(present);
  const sentence = [ofCorrelation(ljungBox), ofClusters(archLm), ofTails(jarqueBera)].join(' ');
  return Object.freeze({ ljungBox, archLm, jarqueBera, sentence });
}

function countFreeTerms({ fixed = [], ...parameters }: ArimaParameters): number {
  const terms = coefficientTable(parameters).filter(({ name }) => /^s?(ar|ma)\d+$/.test(name));
  return terms.filter(({ name }) => !fixed.includes(name)).length;
}

/** Where there is no residual, one whose square is the mean square says nothing of clusters. */
function withUsualSize(
  residuals: Float64Array,
  present: Float64Array,
  without: readonly number[],
): Float64Array {
  if (without.length === 0) return residuals;
  const usual = rootMeanSquare(present);
  const filled = residuals.slice();
  for (const t of without) filled[t] = usual;
  return filled;
}

function ofCorrelation({ pValue, lags }: LjungBoxTestResult): string {
  const test = `over ${lags} lags (Ljung-Box, ${inWords(pValue)})`;
  return pValue < level
    ? `The residuals are autocorrelated ${test}: the model leaves structure unexplained, from which a better one could forecast.`
    : `No autocorrelation is left in the residuals ${test}: the past has no more to say of the expected value.`;
}

function ofClusters({ pValue, lags }: ArchLmTestResult): string {
  const test = `(ARCH test over ${lags} lags, ${inWords(pValue)})`;
  return pValue < level
    ? `Large residuals follow large ones ${test}: the forecast stands, but its intervals are too narrow in restless times and too wide in calm ones.`
    : `Large and small residuals do not cluster ${test}: intervals of one width fit all times.`;
}

function ofTails({ pValue, skewness, kurtosis }: JarqueBeraTestResult): string {
  const test = `(Jarque-Bera, ${inWords(pValue)})`;
  if (pValue >= level)
    return `Nothing speaks against normal residuals ${test}: the intervals have the right shape.`;
  const advice = 'ask for intervals with method "bootstrap".';
  if (Math.abs(skewness) > Math.abs(kurtosis - 3) / 2) {
    const side = skewness > 0 ? 'upward' : 'downward';
    return `Their longer tail points ${side}, with a skewness of ${skewness.toPrecision(2)} ${test}, which intervals symmetric about the forecast leave out of account: ${advice}`;
  }
  const [tails, extremes] = kurtosis > 3 ? ['fat', 'more often'] : ['thin', 'more rarely'];
  return `Their tails are ${tails}, with a kurtosis of ${kurtosis.toPrecision(2)} instead of 3 ${test}. Extreme steps come ${extremes} than normal intervals of a high level say: ${advice}`;
}

function inWords(pValue: number): string {
  return pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
}
