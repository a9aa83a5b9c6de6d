import { describe, expect, it } from 'vitest';
import { validateSeries } from '../../src/validation/index.js';

const step = 1000;
const usual = Array.from({ length: 100 }, (_, k) => 1000 + 600 * Math.sin(k * k));
const prices = usual.map((_, k) => 100 * Math.exp(0.01 * Math.sin(k * k)));
const losses = (volumes: readonly unknown[], options: object = {}) =>
  validateSeries(
    { timestamps: volumes.map((_, k) => k * step), prices: prices.slice(0, volumes.length), volumes },
    { volumeLoss: options },
  ).findings.filter(({ rule }) => rule === 'volumeLoss');
const lost = (from: number, to: number, volume = 0) =>
  usual.map((each, k) => (k >= from && k < to ? volume : each));

describe('the rule volumeLoss', () => {
  it('finds nothing in usual volumes, nor in a series without any', () => {
    expect(losses(usual)).toEqual([]);
    expect(validateSeries({ timestamps: [0, 1, 2], prices: [1, 2, 3] }).findings).toEqual([]);
  });

  it('finds volumes that vanish and come back', () => {
    expect(losses(lost(60, 65))).toMatchObject([
      {
        ...{
          level: 'statistics',
          severity: 'warning',
          index: 60,
          count: 5,
          from: 60_000,
          to: 64_000,
          value: 0,
        },
        repair: { action: 'replace', column: 'volumes', positions: [60, 61, 62, 63, 64], method: 'previous' },
      },
    ]);
    expect(losses(lost(60, 65))[0]?.message).toMatch(
      /^volumes\[60\.\.64\]: volume falls to 0, where \d+ is usual\.$/,
    );
  });

  it('finds volumes that vanish for good, without a suggestion to invent so many', () => {
    expect(losses(lost(60, 100, 5))).toMatchObject([{ index: 60, count: 40, value: 5, repair: undefined }]);
  });

  it('finds a run of three, not of two, and not one above a fiftieth', () => {
    expect(losses(lost(60, 63))).toHaveLength(1);
    expect(losses(lost(60, 62))).toEqual([]);
    expect(losses(lost(60, 62), { minLength: 2 })).toHaveLength(1);
    expect(losses(lost(60, 70, 30))).toEqual([]);
    expect(losses(lost(60, 70, 30), { fraction: 0.1 })).toHaveLength(1);
  });

  it('knows what is usual from eight volumes on, and by the last ones only', () => {
    expect(losses(lost(8, 12))).toHaveLength(1);
    expect(losses(lost(7, 10))).toEqual([]);
    const faded = usual.map((each, k) => (k < 40 ? each * 1000 : each));
    expect(losses(faded, { window: 8 })).toMatchObject([{ index: 40, count: 60 }]);
    const fading = usual.map((each, k) => each * 0.9 ** k);
    expect(losses(fading, { window: 8 })).toEqual([]);
  });

  it('does not count lost volumes as usual: a second loss is found as the first', () => {
    const twice = lost(30, 50).map((each, k) => (k >= 52 && k < 72 ? 0 : each));
    expect(losses(twice)).toMatchObject([
      { index: 30, count: 20 },
      { index: 52, count: 20 },
    ]);
  });

  it('finds nothing where no trade is usual', () => {
    expect(losses(usual.map((each, k) => (k % 3 === 0 ? each : 0)))).toEqual([]);
  });
});
