type Child = Node | string | null | false;

interface Properties {
  readonly [name: string]: string | number | boolean | null | undefined | ((event: Event) => void);
}

/**
 * Makes an element. Properties whose names begin with `on` are listeners, others attributes; `false`, `null` and
 * `undefined` leave one out. Text is only ever text.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties = {},
  ...children: (Child | readonly Child[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value === true ? '' : value));
  }
  for (const child of children.flat()) if (child !== null && child !== false) element.append(child);
  return element;
}

/** The element of the page with an id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element #${id}.`);
  return element;
}

const shown = new WeakMap<Element, string>();

/**
 * Fills a part of the page, if what it shows has changed: an update in the background takes nothing from under the
 * pointer, and the focus stays on the control with the same `data-key`.
 */
export function fill(container: HTMLElement, data: unknown, build: () => Child | readonly Child[]): void {
  const key = JSON.stringify(data);
  if (shown.get(container) === key) return;
  shown.set(container, key);
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const focusedKey = focused instanceof HTMLElement ? focused.dataset['key'] : undefined;
  const children = [build()]
    .flat()
    .filter((child): child is Node | string => child !== null && child !== false);
  container.replaceChildren(...children);
  if (focusedKey === undefined) return;
  container.querySelector<HTMLElement>(`[data-key="${CSS.escape(focusedKey)}"]`)?.focus();
}
