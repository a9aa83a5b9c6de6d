import { colorNumber } from '../chart/colors.js';
import { byId, fill, h } from '../dom.js';
import { ahead, amount, change, kindName, moment, percent } from '../format.js';
import type { View } from '../View.js';
import { meter } from './meter.js';
import { heading, table } from './table.js';
import { verdictChip } from './verdict.js';

type Line = NonNullable<View['overview']['leaderboard']>['models'][number];

/** The last comparison of the models, with what it is evidence for. */
export function showLeaderboard({ overview: { leaderboard, history } }: View): void {
  fill(byId('leaderboard'), leaderboard, () => {
    if (leaderboard === null) {
      return h('p', { class: 'empty' }, 'No comparison yet: training a model compares them all first.');
    }
    const { models, verdict, horizon, folds, comparedAt, failures } = leaderboard;
    return [
      table(
        [heading('Model'), heading('MAE'), heading('Skill'), heading('MASE', 'desk'), levelHeader(models[0])],
        models.map(row),
      ),
      h('p', { class: 'note' }, h('strong', {}, verdict.statement)),
      h(
        'p',
        { class: 'note' },
        `${ahead(horizon, history?.stepMs)} ahead from ${folds} origins, compared ${moment(comparedAt)}. Models marked ≈ best cannot be told from the best by these origins.`,
        failures.length === 0
          ? ''
          : ` Not ranked, as they failed: ${failures.map(({ name }) => kindName(name)).join(', ')}.`,
      ),
    ];
  });
}

function levelHeader(line: Line | undefined): HTMLElement | null {
  const narrow = line?.metrics.coverage[0];
  return narrow === undefined ? null : heading(percent(narrow.level, 0));
}

function row({ rank, name, loss, skill, verdict, inConfidenceSet, metrics }: Line): HTMLElement {
  const [narrow] = metrics.coverage;
  return h(
    'tr',
    { 'data-model': name },
    h(
      'th',
      { scope: 'row' },
      h(
        'span',
        { class: 'model-name' },
        h('span', { class: name === 'naive' ? 'key dashed c-naive' : `key c-${colorNumber(name)}` }),
        `${rank}. ${kindName(name)}`,
      ),
      h('span', { class: 'sub' }, verdict === null ? 'what there is to beat' : verdictChip(verdict)),
    ),
    h(
      'td',
      {},
      amount(loss),
      inConfidenceSet ? h('span', { class: 'sub', title: 'In the model confidence set' }, '≈ best') : null,
    ),
    h('td', {}, name === 'naive' ? '–' : change(skill)),
    h('td', { class: 'desk' }, metrics.mase === null ? '–' : metrics.mase.toFixed(3)),
    narrow === undefined ? null : h('td', {}, meter(narrow.coverage, narrow.level)),
  );
}
