/** How errors or a season enter an exponential smoothing model. */
export type EtsComponent = 'additive' | 'multiplicative';

/** A form of exponential smoothing: the error, trend and season of an ETS model. */
export interface EtsForm {
  /** Whether errors are of the same size at every level (additive) or proportional to it (multiplicative). */
  readonly error: EtsComponent;
  /** Whether there is a slope, in units of the series a step, or a factor a step. */
  readonly trend: 'none' | EtsComponent;
  /** Whether the trend fades out with the horizon. */
  readonly damped: boolean;
  /** Whether a season is added to the level or multiplies it. */
  readonly seasonal: 'none' | EtsComponent;
}

const letters = { none: 'N', additive: 'A', multiplicative: 'M' } as const;

/** The form's usual name, such as `ETS(A,Ad,N)`. @internal */
export function describeEts({ error, trend, damped, seasonal }: EtsForm): string {
  return `ETS(${letters[error]},${letters[trend]}${damped ? 'd' : ''},${letters[seasonal]})`;
}

/** How many numbers are estimated, the variance of the errors included. @internal */
export function countEtsParameters({ trend, damped, seasonal }: EtsForm, period: number): number {
  return 3 + (trend === 'none' ? 0 : 2) + (damped ? 1 : 0) + (seasonal === 'none' ? 0 : period);
}

/** Whether the form takes positive values only. @internal */
export function needsPositive({ error, trend, seasonal }: EtsForm): boolean {
  return error === 'multiplicative' || trend === 'multiplicative' || seasonal === 'multiplicative';
}

/**
 * Whether forecasts of the form have a finite variance and the form is stable: additive errors do not go with
 * multiplicative parts, nor a multiplicative trend with an additive season.
 *
 * @internal
 */
export function isStableForm({ error, trend, seasonal }: EtsForm): boolean {
  if (error === 'additive') return trend !== 'multiplicative' && seasonal !== 'multiplicative';
  return !(trend === 'multiplicative' && seasonal === 'additive');
}
