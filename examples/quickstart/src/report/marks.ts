import type { Forecast } from 'coincast';
import type { ChartOption } from './svg.js';

type Series = Extract<NonNullable<ChartOption['series']>, readonly unknown[]>[number];

/** A moment and a value. */
export type Point = [timestamp: number, value: number];

/** Pairs timestamps with values. */
export function points(timestamps: Float64Array, values: Float64Array): Point[] {
  return Array.from(timestamps, (timestamp, index) => [timestamp, values[index]!]);
}

/** The time from the first of some points to the last of others. */
export function span(first: readonly Point[], last: readonly Point[]): readonly [number, number] {
  return [first[0]![0], last.at(-1)![0]];
}

/** How a line is drawn; `color` is a CSS variable. */
export interface LineStyle {
  readonly color: string;
  readonly width?: number;
  readonly dashed?: boolean;
}

/** A line through points; more points than pixels are thinned without losing peaks. */
export function line(data: readonly Point[], { color, width = 2, dashed = false }: LineStyle): Series {
  return {
    type: 'line',
    data: [...data],
    silent: true,
    showSymbol: false,
    sampling: 'minmax',
    lineStyle: { color, width, type: dashed ? 'dashed' : 'solid', cap: 'round', join: 'round' },
    z: 3,
  };
}

/** The intervals of a forecast as bands, opening at the last observation. */
export function bands({ timestamps, intervals }: Forecast, origin: Point, color: string): Series[] {
  return intervals.flatMap(({ level, lower, upper }) => {
    const floor = [origin, ...points(timestamps, lower)];
    const rise = [
      [origin[0], 0],
      ...points(
        timestamps,
        upper.map((high, step) => high - lower[step]!),
      ),
    ];
    const edge = {
      type: 'line' as const,
      stack: `interval ${level}`,
      stackStrategy: 'all' as const,
      silent: true,
      showSymbol: false,
      lineStyle: { color, opacity: 0 },
      z: 2,
    };
    return [
      { ...edge, data: floor },
      { ...edge, data: rise, areaStyle: { color, opacity: 0.17 } },
    ];
  });
}

/** Dashed horizontal lines, as something else's decoration. */
export function levelLines(values: readonly number[]): Pick<Series, 'markLine'> {
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: 'var(--muted)', type: 'dashed', width: 1 },
      data: values.map((value) => ({ yAxis: value })),
    },
  };
}

/** A shaded stretch of time, as something else's decoration. */
export function shaded(from: number, to: number): Pick<Series, 'markArea'> {
  return {
    markArea: {
      silent: true,
      itemStyle: { color: 'var(--held-out)', borderColor: 'var(--held-out)' },
      data: [[{ xAxis: from }, { xAxis: to }]],
    },
  };
}
