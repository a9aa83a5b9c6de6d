import { colorNumber, type ShownForecast } from '../chart/colors.js';
import type { Chart } from '../chart/createChart.js';
import { byId, fill, h } from '../dom.js';
import { ahead, kindName, moment, percent, price } from '../format.js';
import { choices } from '../settings.js';
import type { Actions, View } from '../View.js';
import { segments } from './segments.js';

/** The first time that the chart was there, for whoever measures. */
const drawnMark = 'coincast-drawn';

/** The chart with its controls, legend, readout and table. */
export function createForecastCard(actions: Actions): (view: View) => void {
  const chosen = new Map<string, boolean>();
  let view: View | undefined;
  let moment: number | undefined;
  let chart: Chart | undefined;
  // Most of the code draws charts: the figures are on the page before it has come.
  import('../chart/createChart.js').then(
    ({ createChart }) => {
      chart = createChart(byId('chart'), (time) => {
        moment = time;
        return view === undefined ? '' : showReadout(view, isFanned, moment);
      });
      draw();
    },
    () => {
      byId('readout').textContent =
        'The chart did not load. The table has the forecasts; load the page again to see it.';
    },
  );

  /** Fans are drawn of the champion, and of what the visitor chose. */
  function isFanned({ kind, isChampion }: ShownForecast): boolean {
    return chosen.get(kind) ?? isChampion;
  }

  function draw(): void {
    if (view?.overview.history == null) return;
    const { overview, settings } = view;
    showLegend(overview.forecasts);
    const fans = new Set(overview.forecasts.filter(isFanned).map(({ version }) => version));
    if (chart === undefined) return;
    chart.draw({ history: overview.history!, forecasts: overview.forecasts, fans, range: settings.range });
    if (performance.getEntriesByName(drawnMark).length === 0) performance.mark(drawnMark);
  }

  function showLegend(forecasts: readonly ShownForecast[]): void {
    fill(
      byId('legend'),
      forecasts.map((shown) => [shown.kind, shown.isChampion, isFanned(shown)]),
      () => [
        h('span', { class: 'pill' }, h('span', { class: 'key c-price' }), 'Price'),
        h('span', { class: 'pill' }, h('span', { class: 'key dashed c-naive' }), 'Last price'),
        ...forecasts.map((shown) =>
          h(
            'button',
            {
              type: 'button',
              class: 'pill pill-toggle',
              'data-key': shown.kind,
              'aria-pressed': String(isFanned(shown)),
              title: 'Draw the fan of this model',
              onclick: () => {
                chosen.set(shown.kind, !isFanned(shown));
                draw();
              },
            },
            h('span', { class: `key c-${colorNumber(shown.kind)}` }),
            `${kindName(shown.kind)}${shown.isChampion ? ', champion' : ''}`,
          ),
        ),
      ],
    );
  }

  const named = { role: 'group', 'aria-label': 'Models drawn' };
  for (const [name, value] of Object.entries(named)) byId('legend').setAttribute(name, value);
  byId('table').append(
    h('div', {
      id: 'table-scroll',
      class: 'scroll',
      role: 'region',
      tabindex: '0',
      'aria-label': 'The forecasts as a table',
    }),
  );
  let drawn = '';
  return (next) => {
    view = next;
    const { overview, settings } = next;
    segments(byId('range'), {
      name: 'Past shown',
      values: choices.range,
      chosen: settings.range,
      label: (days) => (days === 1 ? '1 day' : `${days} d`),
      choose: (range) => actions.change({ range }),
    });
    segments(byId('horizon'), {
      name: 'Steps ahead',
      values: choices.steps,
      chosen: settings.steps,
      label: (steps) => `+${ahead(steps, overview.history?.stepMs)}`,
      choose: (steps) => actions.change({ steps }),
    });
    const key = JSON.stringify([
      overview.coin,
      overview.history?.timestamps.at(-1),
      overview.forecasts,
      settings.range,
    ]);
    if (key === drawn) return;
    drawn = key;
    draw();
    showTable(next);
  };
}

/** What there is to say of a moment; without one of the end of the forecast. */
function showReadout(
  { overview: { history, forecasts, currency } }: View,
  isFanned: (shown: ShownForecast) => boolean,
  time: number | undefined,
): string {
  const readout = byId('readout');
  const at = time ?? forecasts[0]?.forecast.timestamps.at(-1) ?? history?.timestamps.at(-1);
  if (at === undefined) return '';
  const parts: Node[] = [h('time', { datetime: new Date(at).toISOString() }, moment(at))];
  const position = history?.timestamps.indexOf(at) ?? -1;
  if (position >= 0)
    parts.push(h('span', {}, 'Price ', h('b', {}, price(history!.prices[position]!, currency))));
  for (const shown of forecasts) {
    const step = shown.forecast.timestamps.indexOf(at);
    if (step < 0) continue;
    const ranges = shown.forecast.intervals.map(
      ({ level, lower, upper }) =>
        `${percent(level, 0)} ${price(lower[step]!, currency)} to ${price(upper[step]!, currency)}`,
    );
    const detail = isFanned(shown) ? ` (${ranges.join(', ')})` : '';
    parts.push(
      h(
        'span',
        { class: `c-${colorNumber(shown.kind)}` },
        `${kindName(shown.kind)} `,
        h('b', {}, price(shown.forecast.mean[step]!, currency)),
        detail,
      ),
    );
  }
  readout.replaceChildren(...parts);
  return parts.map(({ textContent }) => textContent).join(', ');
}

function showTable({ overview: { forecasts, currency } }: View): void {
  const scroll = byId('table-scroll');
  const times = forecasts[0]?.forecast.timestamps ?? [];
  fill(scroll, forecasts, () =>
    h(
      'table',
      {},
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Due'),
          forecasts.map(({ kind }) => h('th', { scope: 'col' }, kindName(kind))),
        ),
      ),
      h(
        'tbody',
        {},
        times.map((time) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, moment(time)),
            forecasts.map(({ forecast }) => cellOf(forecast, time, currency)),
          ),
        ),
      ),
    ),
  );
}

function cellOf(
  { timestamps, mean, intervals }: ShownForecast['forecast'],
  time: number,
  currency: string,
): HTMLElement {
  const step = timestamps.indexOf(time);
  if (step < 0) return h('td', {}, '–');
  const widest = intervals.at(-1);
  const range =
    widest &&
    `${percent(widest.level, 0)}: ${price(widest.lower[step]!, currency)} to ${price(widest.upper[step]!, currency)}`;
  return h(
    'td',
    {},
    price(mean[step]!, currency),
    range === undefined ? null : h('span', { class: 'sub' }, range),
  );
}
