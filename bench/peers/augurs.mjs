/**
 * `@bsull/augurs`, with Prophet's Stan model compiled to WASM, as a benchmark peer: reads a JSON request a line,
 * answers with one a line.
 */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { initSync, Prophet } from '@bsull/augurs/prophet';
import { optimizer } from '@bsull/augurs-prophet-wasmstan';

initSync({
  module: readFileSync(
    fileURLToPath(import.meta.resolve('@bsull/augurs/prophet').replace('.js', '_bg.wasm')),
  ),
});

const dayMs = 86_400_000;
const series = new Map();
const answers = { version, series: remember, fit, forecast };
let fitted;

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = answers[request.kind](request);
  } catch (error) {
    answer = { error: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

function version() {
  const versions = ['@bsull/augurs', '@bsull/augurs-prophet-wasmstan'].map((name) => {
    const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
    return `${name} ${JSON.parse(readFileSync(file, 'utf8')).version}`;
  });
  return { version: versions.join(', ') };
}

function remember({ series: name, timestamps, values, options }) {
  series.set(name, { timestamps, values, options });
  return { ready: true };
}

/** Of the last of as many fits as fill the time: the times, what Stan was given and what it found. */
function fit({ series: name, roundMs }) {
  const { timestamps, values, options } = series.get(name);
  const history = {
    ds: timestamps.map((ms) => ms / 1000),
    y: values,
    ...columnsOf(options, 0, timestamps.length),
  };
  let given;
  let found;
  const watched = {
    optimize(initial, data, settings) {
      const output = optimizer.optimize(initial, data, settings);
      given = data;
      found = output.params;
      return output;
    },
  };
  const times = timed(roundMs, () => {
    fitted = new Prophet(prophetOptions(options, watched));
    for (const { name: seasonality, periodDays, condition, ...rest } of options.seasonalities ?? []) {
      fitted.addSeasonality(seasonality, {
        ...rest,
        period: periodDays,
        ...(condition === undefined ? {} : { conditionName: seasonality }),
      });
    }
    for (const { name: regressor, mode, priorScale, standardize } of options.regressors ?? []) {
      fitted.addRegressor(regressor, { mode, priorScale, standardize: flag(standardize) });
    }
    fitted.fit(history);
  });
  const data = JSON.parse(given);
  const { k, m, delta, beta, sigmaObs } = found;
  return {
    ...times,
    parameters: { k, m, delta: [...delta], beta: [...beta], sigma: sigmaObs },
    changepoints: data.t_change,
    fingerprints: [...beta].map((_, column) => fingerprint(data, column)),
  };
}

/** Tells a column of the design from all others, whatever their order. */
function fingerprint({ X, T }, column) {
  let sum = 0;
  let moment = 0;
  for (let row = 0; row < T; row++) {
    const value = X[row][column];
    sum += value;
    moment += (value * row) / T;
  }
  return [sum, moment];
}

/** With 80% intervals from 1,000 draws, as by default. */
function forecast({ series: name, future, roundMs }) {
  const { timestamps, options } = series.get(name);
  const rows = {
    ds: future.map((ms) => ms / 1000),
    ...columnsOf(options, timestamps.length, future.length),
  };
  let predictions;
  const times = timed(roundMs, () => {
    predictions = fitted.predict(rows);
  });
  const { point, intervals } = predictions.yhat;
  return { ...times, mean: [...point], lower: [...intervals.lower], upper: [...intervals.upper] };
}

function prophetOptions(options, watched) {
  const given = {
    growth: options.growth,
    changepoints: options.changepoints?.map((ms) => ms / 1000),
    nChangepoints: options.changepointCount,
    changepointRange: options.changepointRange,
    changepointPriorScale: options.changepointPriorScale,
    yearlySeasonality: seasonality(options.yearly),
    weeklySeasonality: seasonality(options.weekly),
    dailySeasonality: seasonality(options.daily),
    seasonalityMode: options.seasonalityMode,
    seasonalityPriorScale: options.seasonalityPriorScale,
    holidays: options.events && new Map(options.events.flatMap(holidays)),
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return { optimizer: watched, intervalWidth: 0.8, uncertaintySamples: 1000, ...Object.fromEntries(known) };
}

function seasonality(asked) {
  if (asked === undefined) return undefined;
  return typeof asked === 'number' ? { type: 'fourier', order: asked } : { type: 'manual', enabled: asked };
}

/** One for each day of the window, as Prophet has it: here an occurrence would have one effect for all of its days. */
function holidays({ name, dates, lowerWindow, upperWindow, priorScale }) {
  return Array.from({ length: upperWindow - lowerWindow + 1 }, (_, i) => {
    const starts = dates.map((date) => date + (lowerWindow + i) * dayMs);
    const occurrences = starts.map((start) => ({ start: start / 1000, end: (start + dayMs) / 1000 - 1 }));
    return [`${name}_${i}`, { priorScale, occurrences }];
  });
}

function columnsOf(options, first, count) {
  const of = (values) =>
    typeof values === 'number' ? Array(count).fill(values) : values.slice(first, first + count);
  const conditions = (options.seasonalities ?? []).filter(({ condition }) => condition !== undefined);
  const flags = conditions.map(({ name, condition }) => [name, of(condition).map((each) => each === 1)]);
  return {
    ...(options.cap === undefined ? {} : { cap: of(options.cap) }),
    ...(options.floor === undefined ? {} : { floor: of(options.floor) }),
    ...(flags.length === 0 ? {} : { seasonalityConditions: new Map(flags) }),
    ...(options.regressors === undefined
      ? {}
      : { x: new Map(options.regressors.map(({ name, values }) => [name, of(values)])) }),
  };
}

function flag(standardize) {
  return { auto: 'auto', true: 'yes', false: 'no' }[standardize];
}

function timed(roundMs, run) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  let runs = 0;
  let elapsed = 0;
  do {
    run();
    runs += 1;
    elapsed = performance.now() - start;
  } while (elapsed < roundMs);
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: elapsed / runs, cpuMs: (user + system) / 1000 / runs };
}
