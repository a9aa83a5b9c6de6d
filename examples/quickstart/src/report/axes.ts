import type { ChartOption, ChartSize } from './svg.js';
import { timeTicks } from './timeTicks.js';

/** The part of a chart that all of them share: margins, a time axis below, a value axis at the left. */
export function timeAxes(
  { name }: ChartSize,
  [from, to]: readonly [number, number],
  value: (number: number) => string,
): ChartOption {
  const { values, label } = timeTicks(from, to, name === 'wide' ? 10 : 5);
  return {
    ...margins(name),
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      axisLine,
      axisTick: { ...axisLine, customValues: values },
      axisLabel: { ...labels, customValues: values, formatter: label },
    },
    yAxis: { ...valueAxis, axisLabel: { ...labels, formatter: value } },
  };
}

/** The same with a counted axis below, such as lags, and values that reach from -`reach` to `reach`. */
export function countedAxes({ name }: ChartSize, counts: readonly number[], reach: number): ChartOption {
  return {
    ...margins(name),
    xAxis: {
      type: 'category',
      data: [...counts],
      axisLine,
      axisTick: { show: false },
      axisLabel: { ...labels, interval: (index) => (index + 1) % (name === 'wide' ? 2 : 4) === 0 },
    },
    yAxis: { ...valueAxis, min: -reach, max: reach, interval: reach / 2, axisLabel: labels },
  };
}

const fontFamily = 'system-ui, sans-serif';
const labels = { color: 'var(--muted)', fontFamily, fontSize: 12 };
const axisLine = { show: true, lineStyle: { color: 'var(--axis)' } };
const margins = (name: ChartSize['name']): ChartOption => ({
  grid: { left: name === 'wide' ? 70 : 58, right: name === 'wide' ? 20 : 12, top: 14, bottom: 30 },
});
const valueAxis = {
  type: 'value',
  scale: true,
  splitNumber: 4,
  splitLine: { lineStyle: { color: 'var(--grid)' } },
} as const;
