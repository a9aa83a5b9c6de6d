import { BarChart, type BarSeriesOption, LineChart, type LineSeriesOption } from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  MarkAreaComponent,
  type MarkAreaComponentOption,
  MarkLineComponent,
  type MarkLineComponentOption,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Html, html, trusted } from './html.js';

use([BarChart, LineChart, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

/** The options of a chart made of the parts in use here. */
export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | GridComponentOption | MarkAreaComponentOption | MarkLineComponentOption
>;

/** One drawing: the page shows the one that fits its width, so that text keeps its size. */
export interface ChartSize {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
}

const sizes: readonly ChartSize[] = [
  { name: 'wide', width: 920, height: 320 },
  { name: 'narrow', width: 360, height: 260 },
];

/** Draws a chart as inline SVG, once for each size. Its colours are the page's CSS variables. */
export function drawChart(label: string, option: (size: ChartSize) => ChartOption): Html {
  return html`${sizes.map((size) => {
    const svg = trusted(drawSvg(option(size), size));
    return html`<div class="chart ${size.name}" role="img" aria-label="${label}">${svg}</div>`;
  })}`;
}

function drawSvg(option: ChartOption, { width, height }: ChartSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, useUTC: true, ...option });
    return withoutScriptHooks(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** Leaves out what ECharts adds for its scripts in a browser: hover styles, and data about series. */
function withoutScriptHooks(svg: string): string {
  return svg.replaceAll(/<style[\s\S]*?<\/style>/g, '').replaceAll(/ (?:class|ecmeta_\w+)="[^"]*"/g, '');
}
