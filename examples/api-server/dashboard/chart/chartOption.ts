import type { EChartsCoreOption } from 'echarts/core';
import type { Overview } from '../../src/schemas/overview.js';
import type { Palette, ShownForecast } from './colors.js';

/** What the chart is drawn from. */
export interface ChartContent {
  readonly history: NonNullable<Overview['history']>;
  readonly forecasts: readonly ShownForecast[];
  /** The versions whose fan is drawn. */
  readonly fans: ReadonlySet<string>;
  /** The past shown, days. */
  readonly range: number;
}

type Point = readonly [time: number, value: number];

const plain = { type: 'line', showSymbol: false, silent: true, emphasis: { disabled: true } } as const;

/** The price, what the last price says, and the forecasts with their fans. */
export function chartOption(content: ChartContent, palette: Palette, isNarrow: boolean): EChartsCoreOption {
  const { history, forecasts, fans } = content;
  const past = pastOf(content);
  const origin = past.at(-1)!;
  const end = Math.max(origin[0], ...forecasts.map(({ forecast }) => forecast.timestamps.at(-1)!));
  const fanned = forecasts.filter(({ version }) => fans.has(version));
  return {
    animation: false,
    textStyle: { fontFamily: palette.font },
    grid: { left: 4, right: 4, top: 10, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: timeAxis(past[0]![0], end, palette, isNarrow),
    yAxis: valueAxis(palette),
    series: [
      ...fanned.flatMap((shown) => bandsOf(shown, origin, palette)),
      {
        ...plain,
        data: [origin, [end, origin[1]]],
        lineStyle: { color: palette.naive, width: 1.5, type: [3, 4] },
      },
      ...forecasts.map((shown) => ({
        ...plain,
        data: [origin, ...points(shown.forecast.timestamps, shown.forecast.mean)],
        lineStyle: {
          color: palette.model(shown.kind),
          width: fans.has(shown.version) ? 2.4 : 1.3,
          opacity: fans.has(shown.version) ? 1 : 0.75,
        },
        z: fans.has(shown.version) ? 4 : 3,
      })),
      {
        ...plain,
        data: past,
        lineStyle: { color: palette.price, width: 1.6 },
        z: 5,
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: palette.muted, width: 1, type: 'solid', opacity: 0.45 },
          data: [{ xAxis: history.timestamps.at(-1)! }],
        },
      },
    ],
  };
}

/** The finished prices that are shown. */
export function pastOf({ history: { timestamps, prices, stepMs }, range }: ChartContent): Point[] {
  const shown = Math.max(2, Math.round((range * 86_400_000) / stepMs) + 1);
  return points(timestamps.slice(-shown), prices.slice(-shown));
}

function points(times: readonly number[], values: readonly number[]): Point[] {
  return times.map((time, i) => [time, values[i]!]);
}

/** Bands are drawn as their lower end, unseen, and the distance to the upper end stacked on it; the widest first. */
function bandsOf({ version, kind, forecast }: ShownForecast, [time, value]: Point, palette: Palette) {
  const widestFirst = [...forecast.intervals].sort((a, b) => b.level - a.level);
  return widestFirst.flatMap(({ level, lower, upper }) => {
    const times = [time, ...forecast.timestamps];
    const low = [value, ...lower];
    const distance = [0, ...upper.map((high, i) => high - lower[i]!)];
    const band = {
      ...plain,
      stack: `${version} ${level}`,
      stackStrategy: 'all',
      lineStyle: { opacity: 0 },
      z: 2,
    };
    return [
      { ...band, data: points(times, low) },
      {
        ...band,
        data: points(times, distance),
        areaStyle: { color: palette.model(kind), opacity: level > 0.9 ? 0.13 : 0.2 },
      },
    ];
  });
}

function timeAxis(min: number, max: number, palette: Palette, isNarrow: boolean) {
  return {
    type: 'time',
    min,
    max,
    splitNumber: isNarrow ? 4 : 8,
    axisLine: { lineStyle: { color: palette.grid } },
    axisTick: { show: false },
    axisLabel: {
      color: palette.muted,
      fontSize: 12,
      hideOverlap: true,
      showMinLabel: false,
      showMaxLabel: false,
      formatter: { year: '{yyyy}', month: '{MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' },
    },
    splitLine: { show: false },
  };
}

const compact = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 5 });

function valueAxis(palette: Palette) {
  return {
    type: 'value',
    scale: true,
    position: 'right',
    axisLabel: { color: palette.muted, fontSize: 12, formatter: (value: number) => compact.format(value) },
    splitLine: { lineStyle: { color: palette.grid } },
  };
}
