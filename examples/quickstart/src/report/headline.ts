import { cadence, fixed, moment, percent, plural, priceFormat, stepsInWords } from '../format.js';
import type { Journey } from '../journey.js';
import { type Html, html } from './html.js';

/** What the page is about, and where its data come from. */
export function header({ source, result: { series } }: Journey): Html {
  return html`<header>
<h1>${source.title}</h1>
<p class="lead">${plural(series.prices.length, 'price')}, ${cadence(series.stepMs)}, ${moment(series.timestamps[0]!)} to ${moment(series.timestamps.at(-1)!)} UTC</p>
<p class="provenance${source.kind === 'emulator' ? ' simulated' : ''}">${source.provenance}</p>
</header>`;
}

/** The few numbers most readers came for. */
export function tiles({ source, result: { series, forecast } }: Journey): Html {
  const last = series.prices.at(-1)!;
  const price = priceFormat(last);
  const steps = stepsInWords(forecast.mean.length, series.stepMs);
  const unit = source.currency;
  const end = forecast.mean.at(-1)!;
  const change = 100 * (end / last - 1);
  const entries = [
    { name: 'Last price', value: price(last), detail: unit },
    {
      name: `Forecast, ${steps} ahead`,
      value: price(end),
      detail: `${change < 0 ? '−' : '+'}${fixed(Math.abs(change), 2)}%`,
    },
    ...forecast.intervals.map(({ level, lower, upper }) => ({
      name: `${percent(level)} interval, ${steps} ahead`,
      value: `${price(lower.at(-1)!)} to ${price(upper.at(-1)!)}`,
      detail: unit,
    })),
  ];
  return html`<dl class="tiles">
${entries.map(({ name, value, detail }) => html`<div><dt>${name}</dt><dd>${nowrap(value)}<small>${detail}</small></dd></div>`)}
</dl>`;
}

/** Breaks a range, if it must, before its "to" and nowhere else. */
function nowrap(value: string): Html {
  const [from, to] = value.split(' to ');
  return to === undefined ? html`${value}` : html`<span>${from!}</span> <span>to ${to}</span>`;
}
