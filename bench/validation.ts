/**
 * How often the statistics rules of `validateSeries` speak up where nothing is wrong, and how often they find what was
 * planted, by seeded simulation: the tables of docs/validation.md took `--series=500`.
 */

import { type RawSeries, type RuleName, validateSeries } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { createRandomStream, type RandomStream } from '../src/math/index.js';
import { deriveSeed } from '../src/testing/market/deriveSeed.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { number, table, text } from './report/table.js';
import { garchNoise, type Process, studentNoise, whiteNoise } from './simulatedProcesses.js';

const seed = 20260101;
const length = 1000;
const stepMs = 3_600_000;
const stepSize = 0.005;
const rules = ['outlier', 'levelShift', 'volumeLoss'] as const;

export const benchmark = defineBenchmark({
  title: 'The rules of `validateSeries`',
  kind: 'study',
  what:
    'Seeded simulation: how often a rule of statistics speaks up where nothing is wrong, and how often it finds what was ' +
    'planted in the middle. Series of 1,000 hours; a step is a standard deviation of returns.',
  data: 'none',
  settings: { series: 300 },
  run: async ({ series }) => ({
    tables: [
      table(
        'Series with a false alarm',
        [text('market'), ...rules.map((rule) => number(`\`${rule}\``, 1, '%'))],
        markets.map(([name, make]) => [name, ...falseAlarms(name, make, series)]),
      ),
      table(
        'Planted in the middle and found there',
        [text('planted'), text('rule'), number('random walk', 1, '%'), number('GARCH, t as above', 1, '%')],
        planted.map(([name, rule, plant]) => [name, `\`${rule}\``, ...found(name, rule, plant, series)]),
      ),
    ],
  }),
});

interface Columns {
  readonly prices: Float64Array;
  readonly volumes: Float64Array;
}

/** A walk of log prices with the given shocks, and volumes that wander by a factor of two or so. */
function walk(shocks: Process, stream: RandomStream): Columns {
  let log = Math.log(100);
  const prices = shocks(length, stream).map((shock) => {
    log += stepSize * shock;
    return Math.exp(log);
  });
  let activity = 0;
  const volumes = prices.map(() => {
    activity = 0.9 * activity + Math.sqrt(1 - 0.81) * stream.normal();
    return 1e6 * Math.exp(0.7 * activity);
  });
  return { prices, volumes };
}

/** GARCH(1, 1) whose shocks have a t distribution with five degrees of freedom, of variance 1. */
const wildNoise: Process = (n, stream) => {
  const shocks = studentNoise(5)(n, stream).map((shock) => shock / Math.sqrt(5 / 3));
  let variance = 1;
  return shocks.map((shock) => {
    const value = Math.sqrt(variance) * shock;
    variance = 0.03 + 0.1 * value ** 2 + 0.87 * variance;
    return value;
  });
};

/** A price held at 1 and quoted to a ten-thousandth. */
function pegged(stream: RandomStream): Columns {
  let off = 0;
  const { volumes } = walk(whiteNoise, stream);
  const prices = volumes.map(() => {
    off = 0.8 * off + 0.00006 * stream.normal();
    return Math.round((1 + off) * 10_000) / 10_000;
  });
  return { prices, volumes };
}

const markets: readonly [name: string, make: (stream: RandomStream, i: number) => Columns][] = [
  ['random walk', (stream) => walk(whiteNoise, stream)],
  ['GARCH(0.1, 0.85)', (stream) => walk(garchNoise(0.1, 0.85), stream)],
  ['GARCH(0.1, 0.87), t with 5 degrees of freedom', (stream) => walk(wildNoise, stream)],
  ['`simulateMarket`, hours', (_, i) => market(i, stepMs)],
  ['`simulateMarket`, days', (_, i) => market(i, 24 * stepMs)],
  ['a price pegged to 1, in ten-thousandths', pegged],
];

function market(i: number, step: number): Columns {
  const { prices, volumes } = simulateMarket({ seed: i, length, stepMs: step, startTimestamp: 0 });
  return { prices, volumes: volumes! };
}

const toSeries = ({ prices, volumes }: Columns): RawSeries => ({
  timestamps: prices.map((_, k) => k * stepMs),
  prices,
  volumes,
});

function findings(columns: Columns): { rule: RuleName; index: number }[] {
  return validateSeries(toSeries(columns), { flatRun: false }).findings.map(({ rule, index }) => ({
    rule,
    index,
  }));
}

/** By rule, the percentage of so many series in which it finds something. */
function falseAlarms(
  name: string,
  make: (stream: RandomStream, i: number) => Columns,
  count: number,
): number[] {
  const stream = createRandomStream(deriveSeed(seed, name));
  const alarms = new Map(rules.map((rule) => [rule as RuleName, 0]));
  for (let i = 0; i < count; i++) {
    for (const rule of new Set(findings(make(stream, i)).map((finding) => finding.rule))) {
      alarms.set(rule, alarms.get(rule)! + 1);
    }
  }
  return rules.map((rule) => (100 * alarms.get(rule)!) / count);
}

const middle = length / 2;
const leap = (size: number, from: number, to: number) => (columns: Columns) => ({
  ...columns,
  prices: columns.prices.map((price, k) => (k >= from && k < to ? price * Math.exp(size * stepSize) : price)),
});
const loss = (factor: number, hours: number) => (columns: Columns) => ({
  ...columns,
  volumes: columns.volumes.map((volume, k) => (k >= middle && k < middle + hours ? volume * factor : volume)),
});
const planted: readonly [name: string, rule: RuleName, plant: (columns: Columns) => Columns][] = [
  ...[8, 10, 12, 15, 20, 30].map(
    (size) => [`a price off by ${size} steps`, 'outlier', leap(size, middle, middle + 1)] as const,
  ),
  ...[15, 30].map(
    (size) => [`four prices off by ${size} steps`, 'outlier', leap(size, middle, middle + 4)] as const,
  ),
  ...[20, 25, 30, 40].map(
    (size) => [`${size} steps higher from then on`, 'levelShift', leap(size, middle, length)] as const,
  ),
  ...([0, 0.01, 0.02] as const).map(
    (factor) => [`${100 * factor} % of the volume for five hours`, 'volumeLoss', loss(factor, 5)] as const,
  ),
].map(([name, rule, plant]) => [name, rule as RuleName, plant]);

/** The percentage of calm and of wild series in which the rule finds what was planted, where it was planted. */
function found(name: string, rule: RuleName, plant: (columns: Columns) => Columns, count: number): number[] {
  return [whiteNoise, wildNoise].map((noise) => {
    const stream = createRandomStream(deriveSeed(seed, `${name}, planted`));
    let hits = 0;
    for (let i = 0; i < count; i++) {
      const all = findings(plant(walk(noise, stream)));
      if (all.some((hit) => hit.rule === rule && Math.abs(hit.index - middle) <= 1)) hits++;
    }
    return (100 * hits) / count;
  });
}
