import { colorNumber } from '../chart/colors.js';
import { byId, fill, h } from '../dom.js';
import { ahead, amount, change, count, kindName } from '../format.js';
import { choices } from '../settings.js';
import type { Actions, View } from '../View.js';
import { meter } from './meter.js';
import { segments } from './segments.js';
import { heading, table } from './table.js';

type Scores = NonNullable<View['overview']['scores']>['models'][number];

/** How good served forecasts turned out to be, from the ledger. */
export function showLive({ overview, settings }: View, actions: Actions): void {
  segments(byId('window'), {
    name: 'Window of the live scores',
    values: choices.days,
    chosen: settings.days,
    label: (days) => (days === 1 ? '1 day' : `${days} d`),
    choose: (days) => actions.change({ days }),
  });
  const { scores, history, forecasts } = overview;
  const shown = scores?.models.filter(({ n }) => n > 0) ?? [];
  const pending = scores?.models.reduce((sum, model) => sum + model.pending, 0) ?? 0;
  const champion = forecasts.find(({ isChampion }) => isChampion)?.version;
  fill(
    byId('live'),
    [scores === null, shown, shown.length === 0 ? pending : 0, champion, settings.steps],
    () => {
      if (scores === null) return h('p', { class: 'empty' }, 'The ledger cannot be read at present.');
      if (shown.length === 0) return h('p', { class: 'empty' }, emptyText(pending));
      return [
        table(
          [
            heading('Model'),
            heading('MAE'),
            heading('Last price', 'desk'),
            heading('Skill'),
            ...shown[0]!.intervals.map(({ level }) => heading(`${100 * level}%`)),
            heading('Steps', 'desk'),
          ],
          shown.map((model) => row(model, champion)),
        ),
        h(
          'p',
          { class: 'note' },
          `Every forecast that was served is recorded and scored when its prices have come, here up to ${ahead(settings.steps, history?.stepMs)} ahead. Skill is against the last price; the marks are where coverage should be.`,
        ),
      ];
    },
  );
}

function emptyText(pending: number): string {
  if (pending === 0) return 'Nothing has been served in this window.';
  return `Nothing has come true yet: ${count(pending)} steps are waiting for their prices.`;
}

function row(
  { version, kind, n, mae, naiveMae, skill, intervals }: Scores,
  champion: string | undefined,
): HTMLElement {
  const tone = skill === null || Math.abs(skill) < 0.0005 ? '' : skill > 0 ? 'up' : 'down';
  return h(
    'tr',
    { 'data-version': version },
    h(
      'th',
      { scope: 'row', title: version },
      h('span', { class: 'model-name' }, h('span', { class: `key c-${colorNumber(kind)}` }), kindName(kind)),
      version === champion ? h('span', { class: 'sub' }, 'champion') : null,
    ),
    cell('mae', mae, amount(mae)),
    cell('naive-mae', naiveMae, amount(naiveMae), 'desk'),
    cell('skill', skill, change(skill), tone),
    intervals.map(({ level, coverage }) => cell(`coverage-${level}`, coverage, meter(coverage, level))),
    cell('n', n, count(n), 'desk'),
  );
}

/** The whole number stands in `data-value`. */
function cell(field: string, value: number | null, content: Node | string, className = ''): HTMLElement {
  return h('td', { 'data-field': field, 'data-value': value ?? '', class: className }, content);
}
