import type { Forecast } from 'coincast';

/** A forecast as JSON has it. */
export function toForecastBody({ timestamps, mean, intervals }: Forecast) {
  return {
    timestamps: [...timestamps],
    mean: [...mean],
    intervals: intervals.map(({ level, lower, upper }) => ({ level, lower: [...lower], upper: [...upper] })),
  };
}
