import { describe, expect, it } from 'vitest';
import { alignChart } from '../../src/coingecko/alignChart.js';
import type { ChartPoint } from '../../src/coingecko/index.js';

const hour = 3_600_000;
const steps = { stepMs: hour, first: hour, last: 4 * hour };
const align = (prices: ChartPoint[], volumes: ChartPoint[] = [], marketCaps: ChartPoint[] = []) =>
  alignChart([{ prices, volumes, marketCaps }], steps);

describe('alignChart', () => {
  it('puts each point on the nearest step', () => {
    expect(
      align([
        [hour + 41_331, 1],
        [2 * hour - 5000, 2],
        [3 * hour, 3],
      ]),
    ).toEqual({
      timestamps: [hour, 2 * hour, 3 * hour],
      prices: [1, 2, 3],
    });
  });

  it('keeps the nearer of two points that meet on one step', () => {
    expect(
      align([
        [hour + 100, 1],
        [hour - 50, 2],
        [hour + 90, 3],
      ]).prices,
    ).toEqual([2]);
  });

  it('leaves out prices that are null, zero or negative', () => {
    expect(
      align([
        [hour, null],
        [2 * hour, 0],
        [3 * hour, -1],
        [4 * hour, 5],
      ]),
    ).toMatchObject({
      timestamps: [4 * hour],
      prices: [5],
    });
  });

  it('sorts what comes out of order', () => {
    expect(
      align([
        [3 * hour, 3],
        [hour, 1],
      ]).timestamps,
    ).toEqual([hour, 3 * hour]);
  });

  it('leaves out what is nearest to a step outside of the run', () => {
    const prices: ChartPoint[] = [0.4, 0.6, 4.4, 4.5, 5].map((hours) => [hours * hour, hours]);
    expect(align(prices)).toMatchObject({ timestamps: [hour, 4 * hour], prices: [0.6, 4.4] });
  });

  it('joins charts that overlap, the nearer point staying, and the first of two as near', () => {
    const charts = [
      [
        [hour, 1],
        [2 * hour + 50, 2],
        [3 * hour + 7, 3],
      ],
      [
        [2 * hour - 20, 22],
        [3 * hour - 7, 33],
        [4 * hour, 4],
      ],
    ].map((prices) => ({ prices: prices as unknown as ChartPoint[], volumes: [], marketCaps: [] }));
    expect(alignChart(charts, steps).prices).toEqual([1, 22, 3, 4]);
  });

  it('joins the columns by time, not by position, when they differ in length', () => {
    const aligned = align(
      [
        [hour, 1],
        [2 * hour, 2],
      ],
      [
        [0, 9],
        [hour, 10],
        [2 * hour, 20],
        [3 * hour, 30],
      ],
      [
        [2 * hour, 200],
        [hour, 100],
      ],
    );
    expect(aligned.volumes).toEqual([10, 20]);
    expect(aligned.marketCaps).toEqual([100, 200]);
  });

  it.each<[string, ChartPoint[]]>([
    ['missing', [[hour, 1]]],
    [
      'null',
      [
        [hour, 1],
        [2 * hour, null],
      ],
    ],
    [
      'negative',
      [
        [hour, 1],
        [2 * hour, -1],
      ],
    ],
  ])('leaves a column out of which a value is %s', (_name, column) => {
    const aligned = align(
      [
        [hour, 1],
        [2 * hour, 2],
      ],
      column,
      column,
    );
    expect(Object.keys(aligned)).toEqual(['timestamps', 'prices']);
  });

  it('keeps a volume of zero, which occurs', () => {
    expect(align([[hour, 1]], [[hour, 0]]).volumes).toEqual([0]);
  });

  it('gives nothing for an empty chart', () => {
    expect(align([]).timestamps).toEqual([]);
  });
});
