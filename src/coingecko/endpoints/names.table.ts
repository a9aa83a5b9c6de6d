/** The currencies CoinGecko lists at `/simple/supported_vs_currencies`, as of 2026-06. */
export type KnownCurrency =
  | ('btc' | 'eth' | 'ltc' | 'bch' | 'bnb' | 'eos' | 'xrp' | 'xlm' | 'link' | 'dot' | 'yfi' | 'sol')
  | ('usd' | 'aed' | 'ars' | 'aud' | 'bdt' | 'bhd' | 'bmd' | 'brl' | 'cad' | 'chf' | 'clp' | 'cny')
  | ('czk' | 'dkk' | 'eur' | 'gbp' | 'gel' | 'hkd' | 'huf' | 'idr' | 'ils' | 'inr' | 'jpy' | 'krw')
  | ('kwd' | 'lkr' | 'mmk' | 'mxn' | 'myr' | 'ngn' | 'nok' | 'nzd' | 'php' | 'pkr' | 'pln' | 'rub')
  | ('sar' | 'sek' | 'sgd' | 'thb' | 'try' | 'twd' | 'uah' | 'vef' | 'vnd' | 'zar' | 'xdr' | 'xag')
  | ('xau' | 'bits' | 'sats');

/** Ids of large coins, so that an editor can offer them. */
export type KnownCoinId =
  | ('bitcoin' | 'ethereum' | 'tether' | 'ripple' | 'binancecoin' | 'solana' | 'usd-coin' | 'dogecoin')
  | ('tron' | 'cardano' | 'chainlink' | 'stellar' | 'avalanche-2' | 'bitcoin-cash' | 'litecoin')
  | ('polkadot' | 'monero' | 'uniswap' | 'near' | 'aave' | 'cosmos' | 'shiba-inu' | 'ethereum-classic');

/** A currency's code: any string, of which an editor offers the known ones. Case does not matter. */
export type Currency = KnownCurrency | (string & {});

/** CoinGecko's id of a coin: any string, of which an editor offers some. See {@link resolveCoin}. */
export type CoinId = KnownCoinId | (string & {});
