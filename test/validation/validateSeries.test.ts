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
        [
          'dates',
          raw([new Date(0), step, 2 * step]),
          [{ index: 0, count: 1, value: new Date(0), from: undefined }],
        ],
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
        ['neighbours', raw([0, step, step, 2 * step]), [{ index: 2, value: step }]],
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
          [{ index: 3, value: 1 }],
        ],
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
      suggestion: 'Fetch the range again, or fill it with fillGaps if the source has nothing there.',
    });
    const [type] = validateSeries(raw([0, step, 2 * step], ['a', 'b', 3])).findings;
    expect(type?.message).toBe('prices[0..1] is "a", not a number.');
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
  ])('refuses wrong arguments: %o, %o', (series, rules, message) => {
    expect(() => validateSeries(series as RawSeries, rules as ValidationRules)).toThrow(InvalidArgumentError);
    expect(() => validateSeries(series as RawSeries, rules as ValidationRules)).toThrow(message);
  });
});
