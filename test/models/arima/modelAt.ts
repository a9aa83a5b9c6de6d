import { type ArimaModel, createArimaModel } from '../../../src/models/arima/ArimaModel.js';
import type { ArimaParameters } from '../../../src/models/arima/arimaState.js';
import { oneStepFit } from '../../../src/models/arima/oneStepFit.js';
import type { TrainingSummary } from '../../../src/models/index.js';
import { gaussian } from './bruteForce.js';

/** What a test says of a model; the rest is made up. */
export type GivenParameters = Pick<ArimaParameters, 'order'> & Partial<ArimaParameters>;

const hour = 3_600_000;

/** The parameters a test gives, completed: sigma2 is 1 where it is not said. */
export function parametersAt(given: GivenParameters): ArimaParameters {
  const { ar = [], ma = [], sar = [], sma = [], constant, regressors } = given;
  const constants = constant === undefined ? 0 : 1;
  const count = ar.length + ma.length + sar.length + sma.length + constants + (regressors?.names.length ?? 0);
  return {
    standardErrors: new Array(count).fill(0.1),
    sigma2: 1,
    logLikelihood: -100,
    n: 100,
    convergence: 'gradient',
    walkVariance: 2,
    ...given,
    ar,
    ma,
  };
}

/** A model with given parameters that has seen `values`, `NaN` where missing; `timed` at hours from 0. */
export function modelAt(
  given: GivenParameters,
  values: readonly number[],
  { effect, timed = false }: { effect?: readonly number[]; timed?: boolean } = {},
): ArimaModel {
  const parameters = parametersAt(given);
  const { end, ...oneStep } = oneStepFit(
    parameters,
    Float64Array.from(values),
    effect === undefined ? undefined : Float64Array.from(effect),
  );
  const step = timed ? hour : 1;
  const summary: TrainingSummary = {
    n: values.filter(Number.isFinite).length,
    firstTimestamp: 0,
    lastTimestamp: (values.length - 1) * step,
    stepMs: step,
    fingerprint: '0123456789abcdef',
    fittedAt: 0,
    durationMs: 0,
  };
  return createArimaModel(
    { kind: 'arima', version: 1, training: summary, ...parameters, ...end },
    { oneStep: { end, ...oneStep } },
  );
}

/** Values of an integrated process: the sums of seeded normal numbers, plain and seasonal. */
export function integratedNoise(
  length: number,
  {
    d = 0,
    seasonalD = 0,
    period = 1,
    seed = 1,
  }: { d?: number; seasonalD?: number; period?: number; seed?: number },
): number[] {
  const values = Array.from({ length }, gaussian(seed));
  for (let order = 0; order < d; order++) {
    for (let t = 1; t < length; t++) values[t] = values[t]! + values[t - 1]!;
  }
  for (let order = 0; order < seasonalD; order++) {
    for (let t = period; t < length; t++) values[t] = values[t]! + values[t - period]!;
  }
  return values;
}
