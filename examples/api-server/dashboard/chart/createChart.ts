import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { h } from '../dom.js';
import { type ChartContent, chartOption, pastOf } from './chartOption.js';
import { readPalette } from './colors.js';

use([LineChart, GridComponent, MarkLineComponent, CanvasRenderer]);

/** The chart, and the cursor on it. */
export interface Chart {
  draw(content: ChartContent): void;
}

/**
 * A chart with a cursor that the pointer, a finger or the arrow keys move; to assistive technology it is a slider over
 * time, whose text is what `describe` says of the moment.
 *
 * @param describe Shows what there is to say of a moment, and gives the same as text; `undefined`: the end.
 */
export function createChart(container: HTMLElement, describe: (time: number | undefined) => string): Chart {
  const canvas = h('div', { class: 'chart-canvas' });
  const cursor = h('div', { class: 'cursor', hidden: true });
  container.append(canvas, cursor);
  for (const [name, value] of Object.entries({
    role: 'slider',
    tabindex: '0',
    'aria-label': 'Moment on the chart',
    'aria-valuemin': '0',
  })) {
    container.setAttribute(name, value);
  }
  const chart = init(canvas, undefined, { renderer: 'canvas' });
  let content: ChartContent | undefined;
  let times: readonly number[] = [];
  let index: number | undefined;

  function draw(): void {
    if (content === undefined) return;
    chart.setOption(chartOption(content, readPalette(), container.clientWidth < 560), { notMerge: true });
    show(index === undefined ? undefined : Math.min(index, times.length - 1));
  }

  function show(position: number | undefined): void {
    index = position;
    const time = position === undefined ? undefined : times[position];
    const text = describe(time);
    container.setAttribute('aria-valuemax', String(times.length - 1));
    container.setAttribute('aria-valuenow', String(position ?? times.length - 1));
    container.setAttribute('aria-valuetext', text);
    cursor.hidden = time === undefined;
    if (time !== undefined) cursor.style.left = `${chart.convertToPixel({ xAxisIndex: 0 }, time)}px`;
  }

  function nearest(time: number): number {
    let best = 0;
    for (let i = 1; i < times.length; i++) {
      if (Math.abs(times[i]! - time) < Math.abs(times[best]! - time)) best = i;
    }
    return best;
  }

  container.addEventListener('pointermove', ({ clientX }) => {
    if (times.length === 0) return;
    const time = Number(
      chart.convertFromPixel({ xAxisIndex: 0 }, clientX - canvas.getBoundingClientRect().left),
    );
    if (Number.isFinite(time)) show(nearest(time));
  });
  container.addEventListener('pointerleave', () => show(undefined));
  container.addEventListener('blur', () => show(undefined));
  container.addEventListener('keydown', (event) => {
    const last = times.length - 1;
    const from = index ?? last;
    const moves: Readonly<Record<string, number | undefined>> = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageDown: from - 24,
      PageUp: from + 24,
      Home: 0,
      End: last,
      Escape: Number.NaN,
    };
    const to = moves[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    show(Number.isNaN(to) ? undefined : Math.max(0, Math.min(last, to)));
  });
  new ResizeObserver(() => {
    chart.resize();
    draw();
  }).observe(container);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);

  return {
    draw(next) {
      content = next;
      const future = new Set(next.forecasts.flatMap(({ forecast }) => forecast.timestamps));
      times = [...pastOf(next).map(([time]) => time), ...[...future].sort((a, b) => a - b)];
      draw();
    },
  };
}
