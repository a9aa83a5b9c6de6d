/** What one US dollar is in other currencies, fixed: the emulator has no currency market. */
export const unitsPerDollar: Readonly<Record<string, number>> = {
  usd: 1,
  eur: 0.92,
  gbp: 0.79,
  chf: 0.88,
  cad: 1.37,
  aud: 1.52,
  brl: 5.6,
  cny: 7.2,
  jpy: 150,
  inr: 84,
  krw: 1370,
};

/** How many units of `to` one unit of `from` is, or `undefined` where that is not known. */
export function conversionRate(from: string, to: string): number | undefined {
  if (from === to) return 1;
  const [source, target] = [from, to].map((code) =>
    Object.hasOwn(unitsPerDollar, code) ? unitsPerDollar[code] : undefined,
  );
  return source === undefined || target === undefined ? undefined : target / source;
}
