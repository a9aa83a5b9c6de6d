import type { ProphetModel, TrainProphetOptions } from '../../../src/models/index.js';
import { timesOf } from './literalData.js';
import type { ProphetParameters } from './literalLogPosterior.js';
import type { CaseOptions, ProphetProblem } from './ProphetCase.js';

const dayMs = 86_400_000;

/** A problem in the terms of `trainProphet`: observations, options and what a forecast of its future needs. */
export function trainingOf({ timestamps: times, values, options, future }: ProphetProblem) {
  const timestamps = timesOf(times);
  const rows = timestamps.length;
  const historyOf = (all: number | readonly number[]) => (typeof all === 'number' ? all : all.slice(0, rows));
  const futureOf = (all: number | readonly number[]) => (typeof all === 'number' ? all : all.slice(rows));
  const flagged = (options.seasonalities ?? []).filter(({ condition }) => condition !== undefined);
  const regressors = options.regressors ?? [];
  const { cap, floor } = options;
  const trainOptions: TrainProphetOptions = {
    growth: options.growth,
    scaling: options.scaling,
    changepoints:
      options.changepoints ??
      (options.changepointCount === 0
        ? false
        : { count: options.changepointCount, range: options.changepointRange }),
    changepointPriorScale: options.changepointPriorScale,
    yearly: calendarSeasonality(options.yearly),
    weekly: calendarSeasonality(options.weekly),
    daily: calendarSeasonality(options.daily),
    seasonalityMode: options.seasonalityMode,
    seasonalityPriorScale: options.seasonalityPriorScale,
    seasonalities: options.seasonalities?.map(({ periodDays, condition, ...rest }) => ({
      ...rest,
      periodMs: periodDays * dayMs,
      ...(condition === undefined ? {} : { condition: condition.slice(0, rows) }),
    })),
    events: options.events?.map(({ lowerWindow, upperWindow, ...rest }) => ({
      ...rest,
      daysBefore: -lowerWindow,
      daysAfter: upperWindow,
    })),
    regressors: Object.fromEntries(
      regressors.map(({ name, values: all, ...rest }) => [name, { ...rest, values: all.slice(0, rows) }]),
    ),
    cap: cap === undefined ? undefined : historyOf(cap),
    floor: floor === undefined ? undefined : historyOf(floor),
  };
  return {
    observations: { timestamps, values: Array.from(values, (value) => value ?? Number.NaN) },
    options: trainOptions,
    ahead: {
      timestamps: future,
      ...(regressors.length === 0
        ? {}
        : {
            regressors: Object.fromEntries(
              regressors.map(({ name, values: all }) => [name, all.slice(rows)]),
            ),
          }),
      ...(flagged.length === 0
        ? {}
        : {
            conditions: Object.fromEntries(
              flagged.map(({ name, condition }) => [name, condition!.slice(rows)]),
            ),
          }),
      ...(cap === undefined ? {} : { cap: futureOf(cap) }),
      ...(floor === undefined ? {} : { floor: futureOf(floor) }),
    },
  };
}

/** A model's parameters as Stan has them: a change for each of its changepoints, a coefficient for each of its columns. */
export function stanParametersOf(
  { parameters }: ProphetModel,
  { changepoints, names, options }: { changepoints: Float64Array; names: string[]; options: CaseOptions },
): ProphetParameters {
  const { k, m, sigma, beta } = parameters;
  const delta = new Float64Array(changepoints.length);
  parameters.changepoints.forEach((at, j) => {
    const place = changepoints.findIndex((each) => Math.abs(each - at) < 1e-12);
    if (place === -1) throw new Error(`R has no changepoint at ${at}`);
    delta[place] = parameters.delta[j]!;
  });
  const before = new Map(options.events?.map(({ name, lowerWindow }) => [name, -lowerWindow]));
  return {
    k,
    m,
    sigma,
    delta,
    beta: names.map((column) => {
      if (column === 'zeros') return 0;
      const [name, part] = column.split('_delim_') as [string, string?];
      if (part === undefined) return beta[name]![0]!;
      const days = before.get(name);
      return beta[name]![days === undefined ? Number(part) - 1 : Number(part) + days]!;
    }),
  };
}

function calendarSeasonality(asked: boolean | number | undefined) {
  return typeof asked === 'number' ? { fourierOrder: asked } : asked;
}
