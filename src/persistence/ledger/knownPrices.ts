import type { PricesLine } from './ledgerLine.js';

/**
 * The price of each time: of a correction the latest, else the one that became known first, so that a price settled
 * once stays as it is until it is corrected on purpose. Every reader decides alike: ties go by id.
 */
export function knownPrices(lines: readonly PricesLine[]): Map<number, number> {
  // What is set later wins: first prices from the latest to the earliest, then corrections in order.
  const order = [...lines].sort((a, b) => {
    if (a.corrects !== b.corrects) return a.corrects ? 1 : -1;
    const earlier = a.knownAt - b.knownAt || (a.id < b.id ? -1 : 1);
    return a.corrects ? earlier : -earlier;
  });
  const known = new Map<number, number>();
  for (const { timestamps, prices } of order) {
    for (let i = 0; i < timestamps.length; i++) known.set(timestamps[i]!, prices[i]!);
  }
  return known;
}
