import { createRandomStream } from '../../../src/math/index.js';
import { deriveSeed } from '../../../src/testing/market/deriveSeed.js';
import type { RawSeries, RuleName, ValidationRules } from '../../../src/validation/index.js';
import { type Draft, type ExpectedFinding, type Row, ruleOrder } from './Draft.js';
import { damages } from './damages.js';

const hour = 3_600_000;
const start = Date.UTC(2024, 0, 1);
const length = 240;

/** A damaged series and the report expected. */
export interface DamagedSeries {
  readonly name: string;
  readonly raw: RawSeries;
  readonly rules: ValidationRules;
  readonly expected: readonly ExpectedFinding[];
  readonly left: readonly RuleName[];
}

/** A calm market: a random walk with steps of half a per cent, volumes that wander. */
function calmRows(seed: number): Row[] {
  const random = createRandomStream(deriveSeed(seed, 'damaged series'));
  let log = Math.log(100);
  let activity = 0;
  return Array.from({ length }, (_, k) => {
    log += 0.005 * random.normal();
    activity = 0.9 * activity + 0.2 * random.normal();
    const price = Math.exp(log);
    return { time: start + k * hour, price, volume: 1e6 * Math.exp(activity), marketCap: 2e7 * price };
  });
}

type DamageName = keyof typeof damages;

const combinations: readonly (readonly DamageName[])[] = [
  ['a price that is NaN', 'one observation missing'],
  ['a price as text', 'a bad tick', 'two observations in the wrong order'],
  ['pages that overlap', 'a day missing', 'the present price at the end'],
  ['prices of zero', 'a repeat without a price', 'volumes that vanish for five hours'],
  ['lost prices at the beginning', 'an observation off the grid', 'another unit from then on'],
  ['no market capitalisation at all', 'a date for a time', 'a price that stands still'],
  ['volumes too short', 'a time that is NaN', 'a bad tick at the end'],
  [
    ...([
      'prices that are holes',
      'a volume that is infinite',
      'two observations in the wrong order',
    ] as const),
    ...([
      'more than a day missing',
      'a decimal point gone astray for four hours',
      'a fifth less from then on',
    ] as const),
    ...(['volumes that vanish for good', 'an open candle at the end'] as const),
  ],
];

/** Forty series, each kind of damage alone and several together, with the exact report expected. */
export const damagedSeries: readonly DamagedSeries[] = [
  ...(Object.keys(damages) as DamageName[]).map((name) => [name]),
  ...combinations,
].map((names, seed) => damaged(names, seed));

function damaged(names: readonly DamageName[], seed: number): DamagedSeries {
  const rows = calmRows(seed);
  const now = (rows.at(-1)!.time as number) + hour;
  const draft: Draft = { rows, rules: { unfinished: { now } }, expected: [], left: [], volumesShort: 0 };
  // From the end to the beginning, so that a place stays where it is until its damage is done.
  for (const [at, damage] of names.map((name) => damages[name]).sort(([a], [b]) => b - a)) damage(draft, at);
  return {
    name: names.join(' + '),
    raw: {
      timestamps: rows.map(({ time }) => time),
      prices: rows.map(({ price }) => price),
      volumes: rows.slice(0, rows.length - draft.volumesShort).map(({ volume }) => volume),
      marketCaps: rows.map(({ marketCap }) => marketCap),
    },
    rules: draft.rules,
    expected: draft.expected
      .flatMap((findings) => findings().flat())
      .sort(
        (a, b) =>
          ruleOrder.indexOf(a.rule) - ruleOrder.indexOf(b.rule) ||
          columnOf(a) - columnOf(b) ||
          a.index - b.index,
      ),
    left: draft.left,
  };
}

/** Where the column that a finding is about comes in a report; the rules of structure do not go by columns. */
function columnOf({ level, repair }: ExpectedFinding): number {
  if (level !== 'schema' || repair === undefined || !('column' in repair)) return 0;
  return ['timestamps', 'prices', 'volumes', 'marketCaps'].indexOf(repair.column);
}
