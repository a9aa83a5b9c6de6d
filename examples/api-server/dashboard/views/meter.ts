import { h } from '../dom.js';
import { percent } from '../format.js';

const space = 'http://www.w3.org/2000/svg';

/** A share as a small bar, with a mark where it should be. */
export function meter(share: number, target: number): HTMLElement {
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 64 6');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(
    shape('rect', { x: 0, y: 0, width: 64 * share, height: 6 }),
    shape('line', { x1: 64 * target, x2: 64 * target, y1: 0, y2: 6 }),
  );
  return h('span', { class: 'meter' }, percent(share), svg);
}

function shape(name: 'rect' | 'line', attributes: Readonly<Record<string, number>>): SVGElement {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
