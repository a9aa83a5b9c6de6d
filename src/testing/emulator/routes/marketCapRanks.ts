import type { CoinHistory } from '../CoinHistory.js';
import { conversionRate } from '../currencies.table.js';
import { activeCoins } from './parameters.js';
import type { RouteRequest } from './RouteRequest.js';

/** The coins traded now in order of market capitalisation, with rank; last, without one, those of unknown. */
export function marketCapRanks(request: RouteRequest): Map<CoinHistory, number | null> {
  const capOf = (coin: CoinHistory) => {
    const rate = conversionRate(coin.vsCurrency, 'usd');
    const marketCap = coin.at(request.now)?.marketCap;
    return rate === undefined || marketCap === undefined ? undefined : marketCap * rate;
  };
  const sized = activeCoins(request).map((coin) => ({ coin, marketCap: capOf(coin) }));
  sized.sort((a, b) => (b.marketCap ?? -1) - (a.marketCap ?? -1));
  return new Map(
    sized.map(({ coin, marketCap }, index) => [coin, marketCap === undefined ? null : index + 1]),
  );
}
