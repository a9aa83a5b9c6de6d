import { fill, h } from '../dom.js';

/** A row of buttons of which one is chosen. */
export function segments<Value extends string | number>(
  container: HTMLElement,
  {
    name,
    values,
    chosen,
    label,
    choose,
  }: {
    readonly name: string;
    readonly values: readonly Value[];
    readonly chosen: Value;
    readonly label: (value: Value) => string;
    readonly choose: (value: Value) => void;
  },
): void {
  container.classList.add('segments');
  container.setAttribute('role', 'group');
  container.setAttribute('aria-label', name);
  fill(container, [values, chosen], () =>
    values.map((value) =>
      h(
        'button',
        {
          type: 'button',
          'data-key': value,
          'aria-pressed': String(value === chosen),
          onclick: () => choose(value),
        },
        label(value),
      ),
    ),
  );
}
