import type { RuleName, SeriesRepair } from '../../../src/validation/index.js';
import { type Damage, type Draft, type ExpectedFinding, finding, positions, type Row } from './Draft.js';

const hour = 3_600_000;

/** Sets values of one column, which one rule of the schema is to find. */
function badValues(
  column: 'time' | 'price' | 'volume' | 'marketCap',
  rule: RuleName,
  bad: (value: unknown) => unknown,
  { count = 1, action }: { count?: number; action: 'replace' | 'convert' | 'drop' },
): Damage {
  const name = ({ time: 'timestamps', price: 'prices', volume: 'volumes', marketCap: 'marketCaps' } as const)[
    column
  ];
  return (draft, at) => {
    const concerned = draft.rows.slice(at, at + count);
    for (const row of concerned) row[column] = bad(row[column]);
    draft.expected.push(() => {
      const where = positions(draft, concerned);
      const repair = {
        ...{ action, positions: where },
        ...(action === 'drop' ? {} : { column: name }),
        ...(action === 'replace' ? { method: 'previous' } : {}),
      } as SeriesRepair;
      return [finding(draft, rule, concerned, { value: concerned[0]![column], repair })];
    });
  };
}

function gapBetween(draft: Draft, before: Row, after: Row, count: number): ExpectedFinding {
  const [from, to] = [before.time as number, after.time as number];
  return finding(draft, 'gap', [after], {
    ...{ from, to, count, value: to - from },
    repair: count <= 24 ? { action: 'fill', from, to, method: 'previous' } : undefined,
  });
}

/** A time that is none leaves a gap. */
const lostTime: Damage = (draft, at) => {
  const [before, after] = [draft.rows[at - 1]!, draft.rows[at + 1]!];
  badValues('time', 'finite', () => Number.NaN, { action: 'drop' })(draft, at);
  draft.expected.push(() => [gapBetween(draft, before, after, 1)]);
};

function gap(missing: number): Damage {
  return (draft, at) => {
    draft.rows.splice(at, missing);
    const [before, after] = [draft.rows[at - 1]!, draft.rows[at]!];
    draft.expected.push(() => [gapBetween(draft, before, after, missing)]);
    // A day that repeats the price before it is found to stand still, and to end with a leap.
    if (missing > 24) draft.left.push('gap');
    else if (missing > 4) draft.left.push('flatRun', 'outlier');
  };
}

/** Multiplies prices by a factor; what they are worth is found as an outlier. */
function tick(factor: number, count: number): Damage {
  return (draft, at) => {
    const concerned = draft.rows.slice(at, at + count);
    for (const row of concerned) row.price = (row.price as number) * factor;
    draft.expected.push(() => {
      const where = positions(draft, concerned);
      const repair: SeriesRepair = {
        action: 'winsorise',
        column: 'prices',
        positions: where,
        lower: 0,
        upper: 0,
      };
      return [finding(draft, 'outlier', concerned, { value: concerned[0]!.price, repair })];
    });
  };
}

function levelShift(factor: number): Damage {
  return (draft, at) => {
    const shifted = draft.rows.slice(at);
    for (const row of shifted) row.price = (row.price as number) * factor;
    const first = shifted[0]!;
    draft.expected.push(() => [finding(draft, 'levelShift', [first], { value: first.price })]);
    draft.left.push('levelShift');
  };
}

function volumeLoss(count: number, factor: number): Damage {
  return (draft, at) => {
    const concerned = draft.rows.slice(at, at + count);
    for (const row of concerned) row.volume = (row.volume as number) * factor;
    draft.expected.push(() => {
      const repair: SeriesRepair = {
        ...{ action: 'replace', column: 'volumes', method: 'previous' },
        positions: positions(draft, concerned),
      };
      const suggested = concerned.length <= 24 ? { repair } : {};
      return [finding(draft, 'volumeLoss', concerned, { value: concerned[0]!.volume, ...suggested })];
    });
    if (count > 24) draft.left.push('volumeLoss');
  };
}

const swap: Damage = (draft, at) => {
  const [first, second] = draft.rows.slice(at, at + 2) as [Row, Row];
  draft.rows.splice(at, 2, second, first);
  draft.expected.push(() => [
    finding(draft, 'order', [first], { value: first.time, repair: { action: 'sort' } }),
  ]);
};

/** Three observations come twice, as where pages overlap. */
const overlap: Damage = (draft, at) => {
  const page = draft.rows.slice(at, at + 3);
  const again = page.map((row) => ({ ...row }));
  draft.rows.splice(at + 3, 0, ...again);
  draft.expected.push(() => [
    finding(draft, 'order', [again[0]!], { value: again[0]!.time, repair: { action: 'sort' } }),
    ...again.map((row, k) => {
      const repair: SeriesRepair = { action: 'drop', positions: positions(draft, [page[k]!]) };
      return finding(draft, 'duplicate', [row], { value: row.time, repair });
    }),
  ]);
};

/** A repeated observation whose price is lost: the one that is sound is to be kept. */
const hollowRepeat: Damage = (draft, at) => {
  const repeat = { ...draft.rows[at]!, price: null };
  draft.rows.splice(at + 1, 0, repeat);
  draft.expected.push(() => {
    const where = positions(draft, [repeat]);
    return [
      finding(draft, 'type', [repeat], {
        value: null,
        repair: { action: 'replace', column: 'prices', positions: where, method: 'previous' },
      }),
      finding(draft, 'duplicate', [repeat], {
        value: repeat.time,
        repair: { action: 'drop', positions: where },
      }),
    ];
  });
};

const extra: Damage = (draft, at) => {
  const before = draft.rows[at]!;
  const row = {
    ...before,
    time: (before.time as number) + 0.4 * hour,
    price: (before.price as number) * 1.001,
  };
  draft.rows.splice(at + 1, 0, row);
  draft.expected.push(() => {
    const repair: SeriesRepair = { action: 'drop', positions: positions(draft, [row]) };
    return [finding(draft, 'irregularStep', [row], { value: 0.4 * hour, repair })];
  });
};

const lateTime: Damage = (draft, at) => {
  const [before, row, after] = draft.rows.slice(at, at + 3) as [Row, Row, Row];
  row.time = (row.time as number) + 0.3 * hour;
  draft.expected.push(() => [
    finding(draft, 'irregularStep', [row], { from: before.time as number, value: 1.3 * hour }),
    finding(draft, 'irregularStep', [after], { from: row.time as number, value: 0.7 * hour }),
  ]);
  draft.left.push('irregularStep', 'irregularStep');
};

const flatRun: Damage = (draft, at) => {
  const run = draft.rows.slice(at, at + 8);
  for (const row of run) row.price = run[0]!.price;
  draft.expected.push(() => {
    const repair: SeriesRepair = { action: 'drop', positions: positions(draft, run.slice(1)) };
    return [finding(draft, 'flatRun', run, { value: run[0]!.price, repair })];
  });
  draft.left.push('gap');
};

function dropLast(draft: Draft, concerned: readonly Row[]): () => ExpectedFinding[] {
  return () => {
    const repair: SeriesRepair = { action: 'drop', positions: positions(draft, concerned) };
    return [finding(draft, 'unfinished', concerned, { value: concerned[0]!.time, repair })];
  };
}

/** The present moment's price closes the series. */
const presentPrice: Damage = (draft) => {
  const last = draft.rows.at(-1)!;
  const row = { ...last, time: (last.time as number) + 0.4 * hour, price: (last.price as number) * 1.002 };
  draft.rows.push(row);
  draft.expected.push(dropLast(draft, [row]));
};

const openCandle: Damage = (draft) => {
  const last = draft.rows.at(-1)!;
  draft.rules.unfinished = { now: (last.time as number) + 0.5 * hour, stamp: 'start' };
  draft.expected.push(dropLast(draft, [last]));
};

const futureTimes: Damage = (draft) => {
  const future = draft.rows.slice(-3);
  draft.rules.unfinished = { now: (future[0]!.time as number) - 1 };
  draft.expected.push(dropLast(draft, future));
};

const lostFirstPrices: Damage = (draft) => {
  badValues('price', 'finite', () => Number.NaN, { count: 2, action: 'drop' })(draft, 0);
};

const noMarketCaps: Damage = (draft) => {
  for (const row of draft.rows) row.marketCap = null;
  draft.expected.push(() => [
    finding(draft, 'type', draft.rows, {
      value: null,
      repair: { action: 'dropColumn', column: 'marketCaps' },
    }),
  ]);
};

const lastTick: Damage = (draft) => {
  const last = draft.rows.at(-1)!;
  last.price = (last.price as number) * 1.5;
  draft.expected.push(() => [finding(draft, 'outlier', [last], { value: last.price })]);
  draft.left.push('outlier');
};

const firstTick: Damage = (draft) => {
  const first = draft.rows.slice(0, 2);
  for (const row of first) row.price = (row.price as number) / 3;
  draft.expected.push(() => [finding(draft, 'outlier', first, { value: first[0]!.price })]);
  draft.left.push('outlier');
};

const shortVolumes: Damage = (draft) => {
  draft.volumesShort = 3;
  draft.expected.push(() => [
    finding(draft, 'length', draft.rows.slice(-3), { value: draft.rows.length - 3 }),
  ]);
};

/** Every kind of damage, each with a place of its own, so that any of them go together. */
export const damages = {
  'volumes too short': [0, shortVolumes],
  'a price as text': [40, badValues('price', 'type', String, { action: 'convert' })],
  'prices that are holes': [44, badValues('price', 'type', () => undefined, { count: 2, action: 'replace' })],
  'volumes as text that says nothing': [
    ...[48, badValues('volume', 'type', () => 'n/a', { count: 3, action: 'replace' })],
  ] as const,
  'a date for a time': [
    54,
    badValues('time', 'type', (time) => new Date(time as number), { action: 'convert' }),
  ],
  'a time that is NaN': [58, lostTime],
  'a price that is NaN': [62, badValues('price', 'finite', () => Number.NaN, { action: 'replace' })],
  'a volume that is infinite': [
    ...[65, badValues('volume', 'finite', () => Number.POSITIVE_INFINITY, { action: 'replace' })],
  ] as const,
  'prices of zero': [68, badValues('price', 'positive', () => 0, { count: 2, action: 'replace' })],
  'a negative market capitalisation': [
    ...[72, badValues('marketCap', 'positive', () => -1, { action: 'replace' })],
  ] as const,
  'lost prices at the beginning': [0, lostFirstPrices],
  'no market capitalisation at all': [0, noMarketCaps],
  'two observations in the wrong order': [78, swap],
  'pages that overlap': [84, overlap],
  'a repeat without a price': [92, hollowRepeat],
  'one observation missing': [96, gap(1)],
  'a day missing': [100, gap(24)],
  'more than a day missing': [100, gap(30)],
  'an observation off the grid': [134, extra],
  'a time that is late': [140, lateTime],
  'a price that stands still': [146, flatRun],
  'the present price at the end': [0, presentPrice],
  'an open candle at the end': [0, openCandle],
  'times to come at the end': [0, futureTimes],
  'a bad tick': [164, tick(1.3, 1)],
  'a decimal point gone astray for four hours': [172, tick(0.1, 4)],
  'a bad tick at the end': [0, lastTick],
  'bad ticks at the beginning': [0, firstTick],
  'another unit from then on': [196, levelShift(100)],
  'a fifth less from then on': [196, levelShift(0.8)],
  'volumes that vanish for five hours': [214, volumeLoss(5, 0)],
  'volumes that vanish for good': [210, volumeLoss(30, 0.004)],
} as const satisfies Record<string, readonly [at: number, damage: Damage]>;
