import type { Overview } from '../../src/schemas/overview.js';
import { byId, fill, h } from '../dom.js';
import { ahead, change, count, duration, hour, kindName, percent, price } from '../format.js';
import type { View } from '../View.js';
import { verdictText } from './verdict.js';

/** The few figures most visitors came for. */
export function showHeadline({ overview }: View): void {
  const { currency, forecasts, scores, history } = overview;
  const champion = forecasts.find(({ isChampion }) => isChampion);
  const live = scores?.models.find(({ version }) => version === champion?.version);
  const last = history?.prices.at(-1);
  const data = [overview.coin, overview.price, last, champion, live, currency];
  fill(byId('headline'), data, () => [
    priceTile(overview),
    forecastTile(champion, last, currency, history?.stepMs),
    tile({
      name: 'Backtest verdict',
      value: [verdictText(champion?.verdict ?? null)],
      detail: champion?.verdict?.statement ?? 'The champion has not been compared with the last price.',
      words: true,
    }),
    liveTile(live),
  ]);
}

interface Tile {
  readonly name: string;
  readonly value: readonly (Node | string)[];
  readonly detail: string;
  readonly words?: boolean;
}

function tile({ name, value, detail, words = false }: Tile): HTMLElement {
  return h(
    'div',
    { class: 'tile' },
    h('span', { class: 'tile-name' }, name),
    h('span', { class: words ? 'tile-value words' : 'tile-value' }, value),
    h('span', { class: 'tile-detail' }, detail),
  );
}

function changeOf(fraction: number | null): HTMLElement {
  const tone = fraction === null || Math.abs(fraction) < 0.00005 ? '' : fraction > 0 ? 'up' : 'down';
  return h('small', { class: tone }, change(fraction, 2));
}

function priceTile({ price: now, currency }: Overview): HTMLElement {
  if (now === null) return tile({ name: 'Price', value: ['–'], detail: 'On its way.' });
  const since = `${now.change24h === null ? '' : 'in 24 h · '}${duration(now.ageS)} ago`;
  return tile({ name: 'Price', value: [price(now.value, currency), changeOf(now.change24h)], detail: since });
}

function forecastTile(
  champion: Overview['forecasts'][number] | undefined,
  last: number | undefined,
  currency: string,
  stepMs: number | undefined,
): HTMLElement {
  if (champion === undefined || last === undefined) {
    return tile({ name: 'Forecast', value: ['–'], detail: 'The first model is being trained.' });
  }
  const { mean, intervals } = champion.forecast;
  const end = mean.at(-1)!;
  const [narrow] = intervals;
  const range =
    narrow === undefined
      ? ''
      : `, ${percent(narrow.level, 0)}: ${price(narrow.lower.at(-1)!, currency)} to ${price(narrow.upper.at(-1)!, currency)}`;
  return tile({
    name: `${kindName(champion.kind)}, ${ahead(mean.length, stepMs)} ahead`,
    value: [price(end, currency), changeOf(end / last - 1)],
    detail: `from ${price(last, currency)} at ${hour(champion.dataUntil)}${range}`,
  });
}

function liveTile(live: NonNullable<Overview['scores']>['models'][number] | undefined): HTMLElement {
  if (live === undefined || live.n === 0) {
    return tile({ name: 'Live skill', value: ['–'], detail: 'Nothing has come true yet.' });
  }
  const [narrow] = live.intervals;
  const covered =
    narrow === undefined ? '' : `${percent(narrow.coverage, 0)} within the ${percent(narrow.level, 0)} · `;
  return tile({
    name: 'Live skill',
    value: [change(live.skill)],
    detail: `${covered}${count(live.n)} steps`,
  });
}
