import { requireInteger, requireNumber } from '../../errors/index.js';

/** Options of the volatilities of a window. */
export interface VolatilityOptions {
  /** The number of steps averaged over, the present one included; at least 2. */
  readonly window: number;
  /**
   * How many steps a year has, to give the volatility of a year: 8760 for hours, 365 for days, as crypto never
   * closes. Default 1: the volatility of one step.
   */
  readonly stepsPerYear?: number | undefined;
}

/** The names of {@link VolatilityOptions}. */
export const volatilityOptionNames = ['window', 'stepsPerYear'] as const;

/** The options with every default, all checked. */
export function resolveVolatilityOptions({ window, stepsPerYear = 1 }: VolatilityOptions): {
  window: number;
  stepsPerYear: number;
} {
  return {
    window: requireInteger('window', window, { min: 2 }),
    stepsPerYear: requireNumber('stepsPerYear', stepsPerYear, { above: 0 }),
  };
}
