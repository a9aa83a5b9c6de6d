import type { FittedModel, Forecast } from '../../../src/models/index.js';

/** The forecasts that are recorded beside a stored model, every bit of them in JSON: before and after new values. */
export function recordForecasts(model: FittedModel): Readonly<Record<string, unknown>> {
  const request = { horizon: 7, levels: [0.5, 0.95] };
  const last = model.forecast({ horizon: 1, levels: [] }).mean[0]!;
  return {
    fresh: plain(model.forecast(request)),
    appended: plain(model.append([last * 1.01, last * 0.98]).forecast(request)),
  };
}

function plain({ timestamps, mean, intervals }: Forecast): object {
  return {
    timestamps: [...timestamps],
    mean: [...mean],
    intervals: intervals.map(({ level, lower, upper }) => ({ level, lower: [...lower], upper: [...upper] })),
  };
}
