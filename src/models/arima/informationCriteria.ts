import { type ArimaParameters, countCoefficients } from './arimaState.js';

/** The criteria by which models of the same series, equally often differenced, are compared; lower is better. */
export interface InformationCriteria {
  readonly aic: number;
  readonly aicc: number;
  readonly bic: number;
}

/**
 * The criteria of a fitted ARIMA model, its k free coefficients counted with the variance.
 *
 * @internal
 */
export function informationCriteria(parameters: ArimaParameters): InformationCriteria {
  const { fixed, logLikelihood, n } = parameters;
  const k = countCoefficients(parameters) - (fixed?.length ?? 0) + 1;
  const aic = -2 * logLikelihood + 2 * k;
  return {
    aic,
    aicc: aic + (2 * k * (k + 1)) / (n - k - 1),
    bic: -2 * logLikelihood + k * Math.log(n),
  };
}
