import { describe, expect, it } from 'vitest';
import { alignChart } from '../../src/coingecko/alignChart.js';
import type { ChartPoint } from '../../src/coingecko/index.js';

const hour = 3_600_000;
const plan = { stepMs: hour, spanMs: 100 * hour };
const present: ChartPoint = [4 * hour + 1_000_000, 99];
const align = (prices: ChartPoint[], volumes: ChartPoint[] = [], marketCaps: ChartPoint[] = []) =>
  alignChart({ prices: [...prices, present], volumes, marketCaps }, plan);

describe('alignChart', () => {
  it('puts each point on the nearest step and leaves the present moment out', () => {
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

  it('keeps the span asked for, counted back from the last point', () => {
    const prices: ChartPoint[] = [[hour, 1], [2 * hour, 2], [4 * hour, 4], present];
    const chart = { prices, volumes: [], marketCaps: [] };
    expect(alignChart(chart, { stepMs: hour, spanMs: 3 * hour }).timestamps).toEqual([2 * hour, 4 * hour]);
  });

  it('joins the columns by time, not by position, when they differ in length', () => {
    const aligned = align(
      [
        [hour, 1],
        [2 * hour, 2],
      ],
      [[0, 9], [hour, 10], [2 * hour, 20], present],
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
    const empty = alignChart({ prices: [], volumes: [], marketCaps: [] }, plan);
    expect(empty.timestamps).toEqual([]);
  });
});
