import { adminKey } from '../adminKey.js';
import { rollBack } from '../api.js';
import { byId, fill, h } from '../dom.js';
import { kindName, moment } from '../format.js';
import type { Actions, View } from '../View.js';
import { showOutcome } from './outcome.js';

type Entry = View['overview']['journal'][number];

const shown = 6;

/** Who was champion when and why, and the way back. */
export function showJournal({ overview: { journal, coin, models } }: View, actions: Actions): void {
  const kinds = new Map(models.map(({ version, kind }) => [version, kind]));
  const entries = journal.filter(({ action }) => action !== 'prune').slice(0, shown);
  const champion = entries.length > 1 ? (entries[0]?.to ?? null) : null;
  fill(byId('rollback'), [coin, champion], () =>
    champion !== null
      ? h(
          'button',
          {
            type: 'button',
            class: 'button',
            'data-key': 'rollback',
            onclick: () => void tryToRollBack(coin, champion, actions),
          },
          'Roll back',
        )
      : null,
  );
  fill(byId('journal'), [coin, entries], () => [
    h('div', { id: 'rollback-outcome' }),
    entries.length === 0
      ? h('p', { class: 'empty' }, 'No champion yet.')
      : h(
          'ol',
          { class: 'list' },
          entries.map((entry) => item(entry, kinds)),
        ),
  ]);
}

function item(
  { at, action, to, who, why, forced, gate }: Entry,
  kinds: ReadonlyMap<string, string>,
): HTMLElement {
  const kind = to === null ? undefined : kinds.get(to);
  const reason = forced === null ? (gate ?? why) : `forced: ${forced}`;
  return h(
    'li',
    { 'data-action': action },
    h(
      'div',
      { class: 'wide' },
      h(
        'div',
        { class: 'list-title' },
        `${action === 'promote' ? 'Promoted' : 'Rolled back to'} ${kind === undefined ? (to ?? 'none') : kindName(kind)}`,
      ),
      h(
        'div',
        { class: 'list-detail' },
        `${moment(at)}${who === null ? '' : ` · by ${who}`}${reason === null ? '' : ` · ${reason}`}`,
      ),
    ),
  );
}

async function tryToRollBack(coin: string, shownChampion: string, actions: Actions): Promise<void> {
  const outcome = byId('rollback-outcome');
  if (!adminKey.get()) {
    showOutcome(outcome, 'bad', 'Rolling back needs an admin key: type it above the models.');
    byId('key').focus();
    return;
  }
  showOutcome(outcome, undefined, 'Rolling back…');
  try {
    const { champion } = await rollBack(coin, shownChampion);
    outcome.replaceChildren();
    await actions.refresh(champion);
  } catch (error) {
    showOutcome(outcome, 'bad', (error as Error).message);
  }
}
