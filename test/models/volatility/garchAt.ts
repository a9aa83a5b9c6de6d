import { logRatio } from '../../../src/math/index.js';
import { type GarchModel, type GarchParameters, restoreGarch } from '../../../src/models/index.js';
import { conditionalVariances } from '../../../src/models/volatility/garchRecursion.js';

/** What a test model is given besides its parameters and series. */
export interface GarchAtOptions {
  readonly input?: 'prices' | 'returns';
  readonly presampleVariance?: number;
}

/** The model of given parameters at the end of a series. */
export function garchAt(
  parameters: GarchParameters,
  values: readonly number[],
  { input = 'prices', presampleVariance = 1e-4 }: GarchAtOptions = {},
): GarchModel {
  const returns =
    input === 'returns'
      ? Float64Array.from(values)
      : Float64Array.from(values.slice(1), (value, t) => logRatio(value, values[t]!));
  const count = Object.keys(parameters).length;
  return restoreGarch({
    kind: 'garch',
    version: 1,
    training: {
      n: values.length,
      firstTimestamp: 0,
      lastTimestamp: values.length - 1,
      stepMs: 1,
      fingerprint: '0123456789abcdef',
      fittedAt: 0,
      durationMs: 0,
    },
    input,
    ...parameters,
    standardErrors: new Array(count).fill(null),
    robustStandardErrors: new Array(count).fill(null),
    logLikelihood: 0,
    n: returns.length,
    convergence: 'gradient',
    presampleVariance,
    variance: conditionalVariances(parameters, returns, presampleVariance).at(-1),
    lastValue: values.at(-1),
    ...(input === 'prices' ? { previousValue: values.at(-2) } : {}),
  });
}
