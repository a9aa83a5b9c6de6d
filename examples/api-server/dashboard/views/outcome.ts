import { h } from '../dom.js';

/** Says beside a control what became of it. */
export function showOutcome(container: HTMLElement, tone: 'good' | 'bad' | undefined, text: string): void {
  container.replaceChildren(
    h('p', { class: `notice ${tone ?? ''}`, role: tone === 'bad' ? 'alert' : 'status' }, text),
  );
}
