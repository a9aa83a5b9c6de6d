import { byId, fill, h } from '../dom.js';
import type { View } from '../View.js';

/** Where the prices come from, and where to read on. */
export function showFooter({ overview: { source, simulated } }: View): void {
  const coingecko = h(
    'a',
    { href: 'https://www.coingecko.com', rel: 'noreferrer' },
    'Data provided by CoinGecko',
  );
  fill(byId('footer'), [source, simulated], () => [
    h('span', {}, simulated ? `${source} With real prices: ` : '', coingecko),
    h('a', { href: 'docs' }, 'API'),
    h('a', { href: 'metrics' }, 'Metrics'),
    h('span', {}, 'Nothing here is financial advice.'),
  ]);
}
