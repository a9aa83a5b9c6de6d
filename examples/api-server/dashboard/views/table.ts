import { h } from '../dom.js';

/** A table of lines below their headings. */
export function table(
  headings: readonly (HTMLElement | null)[],
  lines: readonly HTMLElement[],
): HTMLTableElement {
  return h('table', {}, h('thead', {}, h('tr', {}, headings)), h('tbody', {}, lines));
}

/** The heading of a column. */
export function heading(text: string, className?: string): HTMLElement {
  return h('th', { scope: 'col', class: className }, text);
}
