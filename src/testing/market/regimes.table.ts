/** A spell of the market: how long it lasts, how it moves, and what may follow. */
export interface Regime {
  readonly name: string;
  /** Mean duration, hours. */
  readonly meanHours: number;
  /** Volatility relative to the long-run one. */
  readonly volatility: number;
  /** Drift of the log price a year, beside the long-run one. */
  readonly annualDrift: number;
  /** Probabilities of the regimes that follow, by position; its own is 0. */
  readonly next: readonly number[];
}

/** Durations and volatilities give hourly returns the spread, kurtosis and memory of bitcoin's in 2022 to 2025. */
export const regimes: readonly Regime[] = [
  { name: 'calm', meanHours: 240, volatility: 0.55, annualDrift: 0, next: [0, 0.4, 0.35, 0.25] },
  { name: 'rising', meanHours: 160, volatility: 0.9, annualDrift: 1.5, next: [0.5, 0, 0.25, 0.25] },
  { name: 'falling', meanHours: 120, volatility: 1.1, annualDrift: -1.8, next: [0.45, 0.3, 0, 0.25] },
  { name: 'turbulent', meanHours: 48, volatility: 2.1, annualDrift: -0.4, next: [0.4, 0.35, 0.25, 0] },
];
