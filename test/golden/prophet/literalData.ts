import type { ScaledRows, StanData } from './literalLogPosterior.js';
import type { CaseOptions, ProphetProblem, Times } from './ProphetCase.js';

const dayMs = 86_400_000;

interface Column {
  readonly name: string;
  readonly priorScale: number;
  readonly isMultiplicative: boolean;
  /** The value at a time, which is that of the given row: of the history, then of the future. */
  readonly at: (timestamp: number, row: number) => number;
}

/** What Prophet 1.0 gives to Stan, and the rows of the future on the same scale: as its documentation and papers say. */
export function literalData({ timestamps: times, values, options, future }: ProphetProblem) {
  const timestamps = timesOf(times);
  const rows = timestamps
    .map((_, row) => row)
    .filter((row) => values[row] !== null && !Number.isNaN(values[row]))
    .sort((a, b) => timestamps[a]! - timestamps[b]!);
  const at = rows.map((row) => timestamps[row]!);
  const startMs = at[0]!;
  const tScaleMs = at.at(-1)! - startMs;
  const growth = options.growth ?? 'linear';
  const least = options.scaling === 'minmax' ? Math.min(...rows.map((row) => values[row]!)) : 0;
  const floorOf = (row: number) => (growth === 'logistic' ? valueAt(options.floor ?? 0, row) : least);
  const yScale = rows.reduce((max, row) => Math.max(max, Math.abs(values[row]! - floorOf(row))), 0) || 1;
  const columns = columnsOf(options, at, rows);
  const scaled = (of: readonly number[], ofRows: readonly number[]): ScaledRows => ({
    t: Float64Array.from(of, (timestamp) => (timestamp - startMs) / tScaleMs),
    cap: Float64Array.from(ofRows, (row) =>
      growth === 'logistic' ? (valueAt(options.cap!, row) - floorOf(row)) / yScale : 0,
    ),
    columns: columns.map((column) => Float64Array.from(of, (time, i) => column.at(time, ofRows[i]!))),
  });
  const history = scaled(at, rows);
  const futureRows = future.map((_, i) => timestamps.length + i);
  const data: StanData = {
    growth,
    ...history,
    y: Float64Array.from(rows, (row) => (values[row]! - floorOf(row)) / yScale),
    changepoints: changepointsOf(options, at, (timestamp) => (timestamp - startMs) / tScaleMs),
    tau: options.changepointPriorScale ?? 0.05,
    priorScales: columns.map(({ priorScale }) => priorScale),
    isMultiplicative: columns.map(({ isMultiplicative }) => isMultiplicative),
  };
  return {
    data,
    names: columns.map(({ name }) => name),
    future: scaled(future, futureRows),
    futureFloor: futureRows.map(floorOf),
    startMs,
    tScaleMs,
    yScale,
  };
}

/** Each of the times. */
export function timesOf(times: Times): readonly number[] {
  if (!('startMs' in times)) return times;
  return Array.from({ length: times.count }, (_, i) => times.startMs + i * times.stepMs);
}

function valueAt(values: number | readonly number[], row: number): number {
  return typeof values === 'number' ? values : values[row]!;
}

function changepointsOf(
  options: CaseOptions,
  at: readonly number[],
  scaled: (timestamp: number) => number,
): Float64Array {
  if (options.changepoints !== undefined) return Float64Array.from(options.changepoints, scaled).sort();
  const among = Math.floor(at.length * (options.changepointRange ?? 0.8));
  const count = Math.min(options.changepointCount ?? 25, among - 1);
  // Without any, Stan is given one at the start.
  if (count === 0) return Float64Array.of(0);
  const distance = (among - 1) / count;
  return Float64Array.from({ length: count }, (_, i) => scaled(at[halfToEven((i + 1) * distance)]!));
}

function halfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  // R counts from 1: what is even there is odd here.
  return below % 2 === 0 ? below + 1 : below;
}

function columnsOf(options: CaseOptions, at: readonly number[], rows: readonly number[]): Column[] {
  const mode = options.seasonalityMode ?? 'additive';
  const columns: Column[] = [...(options.seasonalities ?? []), ...builtIn(options, at)].flatMap(
    fourierColumns,
  );
  const events = (options.events ?? []).flatMap((event) => {
    const offsets = Array.from(
      { length: event.upperWindow - event.lowerWindow + 1 },
      (_, i) => event.lowerWindow + i,
    );
    return offsets.map((offset) => {
      const days = new Set(event.dates.map((date) => Math.floor(date / dayMs) + offset));
      return {
        name: `${event.name}_delim_${offset < 0 ? '-' : '+'}${Math.abs(offset)}`,
        priorScale: event.priorScale,
        isMultiplicative: mode === 'multiplicative',
        at: (timestamp: number) => (days.has(Math.floor(timestamp / dayMs)) ? 1 : 0),
      };
    });
  });
  columns.push(...events);
  for (const { name, values, priorScale, standardize, mode } of options.regressors ?? []) {
    const known = rows.map((row) => values[row]!);
    const { mean, sd } = standardization(known, standardize);
    const isMultiplicative = mode === 'multiplicative';
    columns.push({ name, priorScale, isMultiplicative, at: (_, row) => (values[row]! - mean) / sd });
  }
  return columns.length > 0
    ? columns
    : [{ name: 'zeros', priorScale: 1, isMultiplicative: false, at: () => 0 }];
}

type Seasonality = NonNullable<CaseOptions['seasonalities']>[number];

/** Yearly after two years, weekly after two weeks of steps under one, daily after two days of steps under one. */
function builtIn(options: CaseOptions, at: readonly number[]): Seasonality[] {
  const span = (at.at(-1)! - at[0]!) / dayMs;
  let step = Number.POSITIVE_INFINITY;
  for (let i = 1; i < at.length; i++) {
    const each = (at[i]! - at[i - 1]!) / dayMs;
    if (each > 0) step = Math.min(step, each);
  }
  const rules = [
    { name: 'yearly', periodDays: 365.25, order: 10, isMeant: span >= 730 },
    { name: 'weekly', periodDays: 7, order: 3, isMeant: span >= 14 && step < 7 },
    { name: 'daily', periodDays: 1, order: 4, isMeant: span >= 2 && step < 1 },
  ] as const;
  return rules.flatMap(({ name, periodDays, order, isMeant }) => {
    const asked = options[name] ?? isMeant;
    if (asked === false) return [];
    return [
      {
        name,
        periodDays,
        fourierOrder: asked === true ? order : asked,
        priorScale: options.seasonalityPriorScale ?? 10,
        mode: options.seasonalityMode ?? 'additive',
      },
    ];
  });
}

function fourierColumns({
  name,
  periodDays,
  fourierOrder,
  priorScale,
  mode,
  condition,
}: Seasonality): Column[] {
  const isMultiplicative = mode === 'multiplicative';
  return Array.from({ length: 2 * fourierOrder }, (_, i) => {
    const harmonic = (i >> 1) + 1;
    const wave = i % 2 === 0 ? Math.sin : Math.cos;
    return {
      name: `${name}_delim_${i + 1}`,
      priorScale,
      isMultiplicative,
      at: (timestamp, row) =>
        condition === undefined || condition[row] === 1
          ? wave((2 * harmonic * Math.PI * (timestamp / dayMs)) / periodDays)
          : 0,
    };
  });
}

/** What is subtracted and divided by; flags of 0 and 1 stay as they are unless told. */
function standardization(values: readonly number[], standardize: 'auto' | boolean) {
  const different = new Set(values);
  const isFlag = different.size === 2 && different.has(0) && different.has(1);
  if (different.size < 2 || standardize === false || (standardize === 'auto' && isFlag))
    return { mean: 0, sd: 1 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}
