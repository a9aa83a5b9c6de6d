import { adminKey } from '../adminKey.js';
import { ApiError, promote } from '../api.js';
import { colorNumber } from '../chart/colors.js';
import { byId, fill, h } from '../dom.js';
import { count, kindName, moment } from '../format.js';
import type { Actions, View } from '../View.js';
import { showOutcome } from './outcome.js';
import { verdictChip } from './verdict.js';

type Model = View['overview']['models'][number];

/** The versions, newest first, each with a way to make it the champion. */
export function showModels({ overview: { models, coin } }: View, actions: Actions): void {
  fill(byId('models'), [coin, models], () => {
    if (models.length === 0)
      return h('p', { class: 'empty' }, 'The registry is empty: the first model is being trained.');
    return h(
      'ul',
      { class: 'list' },
      models.map((model) => item(model, actions)),
    );
  });
}

function item(model: Model, actions: Actions): HTMLElement {
  const { version, kind, registeredAt, trainedOn, isChampion, verdict } = model;
  const outcome = h('div', { class: 'wide' });
  const name = `${kindName(kind)} of ${moment(registeredAt)}`;
  return h(
    'li',
    { 'data-version': version },
    h(
      'div',
      {},
      h(
        'div',
        { class: 'list-title' },
        h(
          'span',
          { class: 'model-name' },
          h('span', { class: `key c-${colorNumber(kind)}` }),
          kindName(kind),
        ),
        verdictChip(verdict),
      ),
      h(
        'div',
        { class: 'list-detail' },
        `${moment(registeredAt)} · ${count(trainedOn)} prices · `,
        h('code', {}, version),
      ),
    ),
    isChampion
      ? h('span', { class: 'chip champion' }, 'Champion')
      : h(
          'button',
          {
            type: 'button',
            class: 'button',
            'data-key': version,
            'aria-label': `Promote ${name}`,
            onclick: () => void tryToPromote(),
          },
          'Promote',
        ),
    outcome,
  );

  async function tryToPromote(force?: string): Promise<void> {
    if (!adminKey.get()) {
      showOutcome(outcome, 'bad', 'Promoting needs an admin key: type it above the list.');
      byId('key').focus();
      return;
    }
    showOutcome(outcome, undefined, 'Promoting…');
    try {
      const { champion } = await promote(version, force);
      outcome.replaceChildren();
      await actions.refresh(champion);
    } catch (error) {
      showOutcome(outcome, 'bad', (error as Error).message);
      if (error instanceof ApiError && error.status === 409 && force === undefined)
        outcome.append(forceForm());
    }
  }

  /** The gate can be passed by with a reason, which the journal keeps. */
  function forceForm(): HTMLElement {
    const reason = h('input', {
      class: 'field',
      name: 'reason',
      required: true,
      maxlength: 500,
      placeholder: 'Why all the same?',
      'aria-label': 'The reason to pass by the gate',
    });
    return h(
      'form',
      {
        class: 'force',
        onsubmit: (event) => {
          event.preventDefault();
          void tryToPromote(reason.value);
        },
      },
      reason,
      h('button', { class: 'button' }, 'Promote all the same'),
    );
  }
}
