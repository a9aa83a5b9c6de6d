import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../src/errors/index.js';
import { createPriceSeries } from '../../src/series/index.js';
import { type RawSeries, type ValidationRules, validateSeries } from '../../src/validation/index.js';

const step = 1000;
const raw = (timestamps: readonly unknown[], prices?: readonly unknown[]): RawSeries => ({
  timestamps,
  prices: prices ?? timestamps.map((_, k) => 100 + (k % 3)),
});

const found = (series: RawSeries, rules: ValidationRules = {}) =>
  validateSeries(series, rules).findings.map(({ rule, index, count, from, to, value }) => ({
    rule,
    index,
    count,
    from,
    to,
    value,
  }));

describe('validateSeries', () => {
  it('finds nothing in a sound series, as a PriceSeries or as arrays', () => {
    const series = createPriceSeries({
      timestamps: [0, 1, 2].map((k) => k * step),
      prices: [1, 2, 3],
      volumes: [0, 1, 2],
    });
    expect(validateSeries(series)).toEqual({ ok: true, n: 3, findings: [] });
    expect(validateSeries({ timestamps: new Float32Array([0, step]), prices: [1, 2] }).ok).toBe(true);
  });

  describe.each<[string, 'schema' | 'structure', 'error' | 'warning', [string, RawSeries, object[]][]]>([
    [
      'length',
      'schema',
      'error',
      [
        [
          'a column too short',
          raw([0, step, 2 * step], [1, 2]),
          [{ index: 2, count: 1, value: 2, from: 2 * step, to: 2 * step }],
        ],
        ['a column too long', raw([0, step], [1, 2, 3, 4]), [{ index: 2, count: 2, value: 4 }]],
        ['no observation', raw([]), [{ index: 0, count: 2, value: 0 }]],
        ['one observation', raw([step]), [{ index: 0, count: 1, value: 1, from: step, to: step }]],
      ],
    ],
    [
      'type',
      'schema',
      'error',
      [
        [
          'text',
          raw([0, step, 2 * step], [1, '2', 3]),
          [{ index: 1, count: 1, value: '2', from: step, to: step }],
        ],
        [
          'holes',
          raw([0, step, 2 * step, 3 * step], [1, null, undefined, 3]),
          [{ index: 1, count: 2, value: null, from: step, to: 2 * step }],
        ],
        ['dates', raw([new Date(0), step, 2 * step]), [{ index: 0, count: 1, value: new Date(0), from: 0 }]],
        ['big integers', raw([0, step], [1n, 2]), [{ index: 0, value: 1n }]],
      ],
    ],
    [
      'finite',
      'schema',
      'error',
      [
        ['NaN', raw([0, step], [1, Number.NaN]), [{ index: 1, count: 1, value: Number.NaN }]],
        [
          'infinity',
          raw([0, step, Number.POSITIVE_INFINITY]),
          [{ index: 2, value: Number.POSITIVE_INFINITY, from: undefined }],
        ],
        [
          'NaN in several columns',
          { ...raw([0, step], [Number.NaN, 1]), volumes: [1, Number.NaN] },
          [{ index: 0 }, { index: 1 }],
        ],
      ],
    ],
    [
      'positive',
      'schema',
      'error',
      [
        ['a price of zero', raw([0, step], [0, 1]), [{ index: 0, value: 0 }]],
        [
          'negative prices',
          raw([0, step, 2 * step], [1, -1, -2]),
          [{ index: 1, count: 2, value: -1, to: 2 * step }],
        ],
        ['a negative volume', { ...raw([0, step]), volumes: [0, -3] }, [{ index: 1, value: -3 }]],
        [
          'a negative market capitalisation',
          { ...raw([0, step]), marketCaps: [-1, 0] },
          [{ index: 0, value: -1 }],
        ],
      ],
    ],
    [
      'order',
      'structure',
      'error',
      [
        ['one swap', raw([0, 2 * step, step, 3 * step]), [{ index: 2, count: 1, value: step, from: step }]],
        ['a stray future time', raw([0, step, 9e15, 2 * step]), [{ index: 3, value: 2 * step }]],
        ['times across a hole', raw([2 * step, null, step]), [{ index: 2 }]],
      ],
    ],
    [
      'duplicate',
      'structure',
      'error',
      [
        [
          'neighbours',
          raw([0, step, step, 2 * step]),
          [{ index: 2, value: step, repair: { action: 'drop', positions: [1] } }],
        ],
        [
          'three of one time, the middle one sound',
          raw([0, step, step, step, 2 * step], [1, Number.NaN, 2, 0, 3]),
          [
            { index: 2, repair: { action: 'drop', positions: [1] } },
            { index: 3, repair: { action: 'drop', positions: [3] } },
          ],
        ],
        ['an overlap of pages', raw([0, step, 2 * step, step, 2 * step]), [{ index: 3 }, { index: 4 }]],
      ],
    ],
    [
      'gap',
      'structure',
      'warning',
      [
        [
          'one missing',
          raw([0, step, 2 * step, 4 * step]),
          [{ index: 3, count: 1, from: 2 * step, to: 4 * step, value: 2 * step }],
        ],
        [
          'a gap in disorder',
          raw([5 * step, 0, step, 2 * step]),
          [{ index: 0, count: 2, from: 2 * step, to: 5 * step }],
        ],
      ],
    ],
    [
      'irregularStep',
      'structure',
      'warning',
      [
        [
          'a time off the grid',
          raw([0, step, 2 * step, 2.8 * step, 4 * step]),
          [
            { index: 3, from: 2 * step, to: 2.8 * step, value: 800 },
            { index: 4, value: 1200 },
          ],
        ],
        [
          'two times close together',
          raw([0, step, 2 * step, 2 * step + 1, 3 * step]),
          [{ index: 3, value: 1, repair: { action: 'drop', positions: [3] } }],
        ],
        [
          'an observation between two of the grid, as one fault',
          raw([0, step, 2 * step, 2.4 * step, 3 * step, 4 * step]),
          [
            {
              index: 3,
              from: 2.4 * step,
              to: 2.4 * step,
              value: 400,
              repair: { action: 'drop', positions: [3] },
            },
          ],
        ],
        ['a last time that is late', raw([0, step, 2 * step, 3.2 * step]), [{ index: 3, repair: undefined }]],
      ],
    ],
    [
      'flatRun',
      'structure',
      'warning',
      [
        [
          'six equal prices',
          raw(
            Array.from({ length: 9 }, (_, k) => k * step),
            [1, 2, 2, 2, 2, 2, 2, 3, 4],
          ),
          [{ index: 1, count: 6, from: step, to: 6 * step, value: 2 }],
        ],
      ],
    ],
    [
      'unfinished',
      'structure',
      'warning',
      [
        [
          'the present price',
          raw([0, step, 2 * step, 2.4 * step]),
          [{ index: 3, count: 1, value: 2.4 * step, repair: { action: 'drop', positions: [3] } }],
        ],
        [
          'a time to come',
          raw([9e15, 0, step]),
          [{ index: 0, count: 1, value: 9e15, repair: { action: 'drop', positions: [0] } }],
        ],
        [
          'nothing but times to come',
          raw([9e15, 9e15 + step]),
          [{ index: 0, count: 2, from: 9e15, to: 9e15 + step, repair: undefined }],
        ],
      ],
    ],
  ])('%s', (rule, level, severity, cases) => {
    it.each(cases)('finds %s', (_, series, expected) => {
      const { findings, ok } = validateSeries(series);
      const own = findings.filter((finding) => finding.rule === rule);
      expect(own).toMatchObject(expected.map((each) => ({ level, severity, ...each })));
      expect(own).toHaveLength(expected.length);
      if (severity === 'error') expect(ok).toBe(false);
      for (const { message, suggestion } of own) {
        expect(message).toMatch(/^[^\n]+\.$/);
        expect(suggestion).toMatch(/^[A-Z][^\n]+\.$/);
      }
    });

    it('can be left out', () => {
      for (const [, series] of cases) {
        expect(found(series, { [rule]: false }).filter((finding) => finding.rule === rule)).toEqual([]);
      }
    });
  });

  it('is ok with warnings alone', () => {
    const report = validateSeries(raw([0, step, 2 * step, 4 * step]));
    expect(report).toMatchObject({ ok: true, n: 4 });
    expect(report.findings).toHaveLength(1);
  });

  it('does not take disorder for gaps, nor small jitter for irregularity', () => {
    expect(found(raw([0, 2 * step, step, 3 * step])).map(({ rule }) => rule)).toEqual(['order']);
    expect(found(raw([0, step + 20, 2 * step - 20, 3 * step]))).toEqual([]);
  });

  it('takes the step it is told', () => {
    expect(found({ ...raw([0, 2 * step, 4 * step]), stepMs: step }).map(({ count }) => count)).toEqual([
      1, 1,
    ]);
    expect(found({ ...raw([0]), stepMs: step })).toEqual([]);
  });

  it('takes the options of rules', () => {
    const series = raw(
      [0, 1, 2, 3.2].map((k) => k * step),
      [1, 1, 1, 2],
    );
    expect(found(series).map(({ rule }) => rule)).toEqual(['irregularStep']);
    expect(found(series, { irregularStep: { tolerance: 0.3 }, flatRun: { minLength: 3 } })).toMatchObject([
      { rule: 'flatRun', index: 0, count: 3 },
    ]);
    expect(found(series, { irregularStep: true, gap: true }).map(({ rule }) => rule)).toEqual([
      'irregularStep',
    ]);
  });

  it('reports schema first, then structure, then statistics', () => {
    const report = validateSeries(raw([0, 2 * step, step, 9 * step], [1, 'x', Number.NaN, -1]));
    expect(report.findings.map(({ rule }) => rule)).toEqual(['type', 'finite', 'positive', 'order', 'gap']);
    expect(report.findings.map(({ level }) => level)).toEqual([
      'schema',
      'schema',
      'schema',
      'structure',
      'structure',
    ]);
  });

  it('says in one sentence each what is wrong and what to do', () => {
    const [gap] = validateSeries(raw([0, step, 2 * step, 5 * step])).findings;
    expect(gap).toMatchObject({
      message: 'Between 1970-01-01T00:00:02.000Z and 1970-01-01T00:00:05.000Z 2 observations are missing.',
      suggestion: 'Fetch the range again, or fill it if the source has nothing there.',
    });
    const [type] = validateSeries(raw([0, step, 2 * step], ['a', 'b', 3])).findings;
    expect(type?.message).toBe('prices[0..1] is "a", not a number.');
  });

  describe('suggests of values that may not stand there', () => {
    const times = [0, 1, 2, 3].map((k) => k * step);
    const repairs = (columns: Partial<RawSeries>) =>
      validateSeries({ ...raw(times), ...columns }).findings.map(({ repair }) => repair);

    it.each<[string, Partial<RawSeries>, object[]]>([
      [
        'to convert numbers in other clothes',
        { prices: ['1.5', ' 2e3 ', 3, 4n] },
        [
          { action: 'convert', column: 'prices', positions: [0, 1] },
          { action: 'convert', column: 'prices', positions: [3] },
        ],
      ],
      [
        'to convert dates among times, not among prices',
        {
          timestamps: [new Date(0), '1970-01-01T00:00:01Z', '2000', 3 * step],
          prices: [new Date(0), 2, 3, 4],
        },
        [
          { action: 'convert', column: 'timestamps', positions: [0, 1, 2] },
          { action: 'drop', positions: [0] },
        ],
      ],
      [
        'not to convert what may not stand there either',
        { prices: [1, '-2', '', 'NaN'] },
        [{ action: 'replace', column: 'prices', positions: [1, 2, 3], method: 'previous' }],
      ],
      [
        'to drop those that nothing precedes',
        { prices: [Number.NaN, 2, 3, 4] },
        [{ action: 'drop', positions: [0] }],
      ],
      [
        'to drop a column without any use',
        { volumes: [null, null, null, null] },
        [{ action: 'dropColumn', column: 'volumes' }],
      ],
      ['nothing for prices that are all lost', { prices: [0, 0, 0, 0] }, [undefined as never]],
    ])('%s', (_, columns, expected) => {
      expect(repairs(columns)).toEqual(expected);
    });

    it('to drop what has a fault before the first observation without one', () => {
      const volumes = [null, 2, null, 4];
      const prices = [1, null, 3, 4];
      expect(repairs({ prices, volumes })).toEqual([
        { action: 'drop', positions: [1] },
        { action: 'drop', positions: [0] },
        { action: 'drop', positions: [2] },
      ]);
    });

    it('to leave volumes out that begin more than 24 observations late, rather than as many prices', () => {
      const prices = Array.from({ length: 60 }, (_, k) => 100 * Math.exp(0.01 * Math.sin(k * k)));
      const timestamps = prices.map((_, k) => k * step);
      const volumes = prices.map((price, k) => (k < 25 || k === 50 ? null : price));
      const { findings } = validateSeries({ timestamps, prices, volumes });
      expect(findings.map(({ repair }) => repair)).toEqual(
        new Array(2).fill({ action: 'dropColumn', column: 'volumes' }),
      );
      const late = validateSeries({ timestamps, prices, volumes: volumes.slice(1).concat(1) });
      expect(late.findings.map(({ repair }) => repair?.action)).toEqual(['drop', 'replace']);
    });

    it('to drop prices lost for more than 24 observations, but to replace volumes', () => {
      const hours = Array.from({ length: 40 }, (_, k) => k * step);
      const lost = hours.map((_, k) => (k >= 10 && k < 35 ? null : 1 + k));
      const { findings } = validateSeries({ timestamps: hours, prices: lost, volumes: lost });
      expect(findings.map(({ repair }) => repair?.action)).toEqual(['drop', 'replace']);
    });
  });

  it('takes numbers in other clothes for what they stand for, in every other rule', () => {
    const texts = {
      timestamps: ['1970-01-01', '2000', new Date(step), 6000n],
      prices: ['1', '2', '3', '4'],
    };
    expect(found(texts).map(({ rule, index, from, to }) => [rule, index, from, to])).toEqual([
      ['type', 0, 0, 6 * step],
      ['type', 0, 0, 6 * step],
      ['order', 2, step, step],
      ['gap', 3, 2 * step, 6 * step],
    ]);
  });

  it('is data that cannot be changed, and can be passed on', () => {
    const report = validateSeries(raw([0, step, 2 * step, 4 * step], [1, Number.NaN, 3, 4]));
    for (const each of [
      report,
      report.findings,
      ...report.findings,
      ...report.findings.map((f) => f.repair),
    ]) {
      expect(Object.isFrozen(each)).toBe(true);
    }
    const repairs = report.findings.map(({ repair }) => repair);
    expect(JSON.parse(JSON.stringify(repairs))).toEqual(repairs);
  });

  it('looks at prices in order of time, whatever order they stand in', () => {
    const times = Array.from({ length: 60 }, (_, k) => k * step);
    const prices = times.map((_, k) => 100 * Math.exp(0.01 * Math.sin(k * k)) * (k === 30 ? 2 : 1));
    prices.fill(prices[40]!, 40, 47);
    const turned = { timestamps: [...times].reverse(), prices: [...prices].reverse() };
    const rules = { order: false };
    expect(found(turned, rules).map(({ rule, from, to }) => [rule, from, to])).toEqual(
      found({ timestamps: times, prices }, rules).map(({ rule, from, to }) => [rule, from, to]),
    );
    expect(validateSeries(turned, rules).findings[0]).toMatchObject({
      ...{ rule: 'flatRun', index: 19, count: 7, from: 40 * step },
      message: `prices[19, 18, 17, 16, 15, 14, 13] are 7 times the same, ${prices[40]}.`,
      repair: { action: 'drop', positions: [18, 17, 16, 15, 14, 13] },
    });
  });

  it('takes what fetchPrices gives, with the price of the present beside the series', () => {
    const series = { ...raw([0, step]), unfinished: { timestamp: 1.5 * step, price: 3 } };
    expect(validateSeries(series).findings).toEqual([]);
  });

  it('does not take rounding for moves where prices grow at a constant rate', () => {
    for (const rate of [1.001, 1.01, 0.97, 1 + 1e-12]) {
      const prices = Array.from({ length: 500 }, (_, k) => 123.456 * rate ** k);
      expect(found({ timestamps: prices.map((_, k) => k * step), prices }, { flatRun: false })).toEqual([]);
    }
  });

  it('finds nothing in a constant series but that it stands still', () => {
    const times = Array.from({ length: 100 }, (_, k) => k * step);
    const constant = times.map(() => 5);
    expect(found({ timestamps: times, prices: constant, volumes: constant })).toMatchObject([
      { rule: 'flatRun', index: 0, count: 100 },
    ]);
    expect(validateSeries({ timestamps: times, prices: constant }).findings[0]?.repair).toBeUndefined();
  });

  it('changes nothing', () => {
    const timestamps = [3, 1, 2];
    const prices = [Number.NaN, 1, -1];
    validateSeries({ timestamps, prices });
    expect({ timestamps, prices }).toEqual({ timestamps: [3, 1, 2], prices: [Number.NaN, 1, -1] });
  });

  it.each<[unknown, unknown, RegExp]>([
    [null, {}, /^series must be an object/],
    [[1, 2, 3], {}, /^series must be an object/],
    [{ timestamps: [1] }, {}, /^series\.prices must be an array/],
    [{ timestamps: 'abc', prices: [1] }, {}, /^series\.timestamps must be an array/],
    [{ timestamps: [1], prices: new DataView(new ArrayBuffer(8)) }, {}, /^series\.prices must be an array/],
    [{ ...raw([1]), price: [1] }, {}, /Did you mean "prices"\?/],
    [{ ...raw([1]), stepMs: 0 }, {}, /^series\.stepMs must be a number above 0/],
    [raw([1]), { gaps: false }, /Did you mean "gap"\?/],
    [raw([1]), { outlier: { treshold: 3 } }, /^rules\.outlier .* Did you mean "threshold"\?/],
    [raw([1]), { gap: { factor: 3 } }, /^rules\.gap/],
    [raw([1]), { flatRun: 6 }, /^rules\.flatRun must be an object/],
    [raw([1]), { flatRun: { minLength: 1 } }, /^rules\.flatRun\.minLength must be an integer at least 2/],
    [raw([1]), { irregularStep: { tolerance: 0.6 } }, /^rules\.irregularStep\.tolerance must be a number/],
    [raw([1]), { outlier: { halfWindow: 2 } }, /^rules\.outlier\.halfWindow must be an integer at least 3/],
    [raw([1]), { outlier: { threshold: 0 } }, /^rules\.outlier\.threshold must be a number above 0/],
    [raw([1]), { outlier: { maxLength: 0 } }, /^rules\.outlier\.maxLength must be an integer at least 1/],
    [raw([1]), { levelshift: true }, /Did you mean "levelShift"\?/],
    [raw([1]), { levelShift: { window: 3 } }, /^rules\.levelShift\.window must be an integer at least 4/],
    [raw([1]), { levelShift: { threshold: 0 } }, /^rules\.levelShift\.threshold must be a number above 0/],
    [raw([1]), { volumeLoss: { window: 7 } }, /^rules\.volumeLoss\.window must be an integer at least 8/],
    [raw([1]), { volumeLoss: { fraction: 1 } }, /^rules\.volumeLoss\.fraction must be .* below 1/],
    [raw([1]), { volumeLoss: { minLength: 0 } }, /^rules\.volumeLoss\.minLength must be an integer/],
    [raw([1]), { unfinished: { now: Number.NaN } }, /^rules\.unfinished\.now must be a number/],
    [raw([1]), { unfinished: { stamp: 'strat' } }, /Did you mean "start"\?/],
    [raw([1]), { unfinished: { tolerance: 0.6 } }, /^rules\.unfinished\.tolerance must be a number/],
  ])('refuses wrong arguments: %o, %o', (series, rules, message) => {
    expect(() => validateSeries(series as RawSeries, rules as ValidationRules)).toThrow(InvalidArgumentError);
    expect(() => validateSeries(series as RawSeries, rules as ValidationRules)).toThrow(message);
  });
});
