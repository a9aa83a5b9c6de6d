import type { Forecast } from 'coincast';
import { percent } from '../format.js';
import { type Html, html } from './html.js';

/** What a colour of a chart means. `area` is the opacity of a filled key; without it the key is a line. */
export interface Key {
  readonly label: string;
  readonly color: string;
  readonly dashed?: boolean;
  readonly area?: number;
}

/** A titled card. */
export function section(title: string, parts: readonly Html[]): Html {
  return html`<section>
<h2>${title}</h2>
${parts}
</section>`;
}

/** A chart below its keys. */
export function figure(chart: Html, keys: readonly Key[]): Html {
  return html`<figure>
<figcaption>${keys.map(({ label, color, dashed, area }) => {
    const kind = area === undefined ? (dashed ? 'dashed' : 'line') : 'area';
    return html`<span class="${kind}" style="--key: var(${color}); --depth: ${area ?? 1}">${label}</span>`;
  })}</figcaption>
${chart}
</figure>`;
}

/** The keys of a forecast's bands, which lie over one another: the narrowest is the darkest. */
export function intervalKeys({ intervals }: Forecast): Key[] {
  return intervals.map(({ level }, index) => ({
    label: `${percent(level)} interval`,
    color: '--arima',
    area: 1 - (1 - 0.17) ** (intervals.length - index),
  }));
}

/** A table that scrolls by itself where the page is narrow. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<div class="scroll" tabindex="0"><table>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${rows.map(([name, ...cells]) => html`<tr><th scope="row">${name!}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`)}
</tbody>
</table></div>`;
}
