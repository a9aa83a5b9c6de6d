import { adminKey } from '../adminKey.js';
import { byId, fill, h } from '../dom.js';

/** Where the key is typed that promotions, rollbacks and trainings may need. */
export function showAccess(): void {
  const form = byId('access');
  const isSet = adminKey.get() !== '';
  fill(form, isSet, () => (isSet ? knownKey() : keyField()));
}

function keyField(): Node[] {
  const input = h('input', {
    id: 'key',
    class: 'field',
    type: 'password',
    autocomplete: 'off',
    placeholder: 'Admin key',
    'aria-label': 'Admin key',
    'aria-describedby': 'key-note',
    spellcheck: 'false',
  });
  const use = h('button', { class: 'button', 'data-key': 'key' }, 'Use key');
  byId('access').onsubmit = (event) => {
    event.preventDefault();
    adminKey.set(input.value);
    showAccess();
    byId('access').querySelector('button')?.focus();
  };
  return [
    input,
    use,
    h(
      'p',
      { id: 'key-note', class: 'note' },
      'To promote, roll back or train. Kept in this tab only, and sent to this server only.',
    ),
  ];
}

function knownKey(): Node[] {
  return [
    h('span', { class: 'chip good' }, 'A key is set for this tab'),
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        'data-key': 'key',
        onclick: () => {
          adminKey.set('');
          showAccess();
          byId('key').focus();
        },
      },
      'Forget it',
    ),
  ];
}
