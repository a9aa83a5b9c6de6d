import { gunzipSync, gzipSync } from 'node:zlib';
import { createPriceSeries, isPriceSeries, type PriceSeries } from 'coincast';

/** What a stage leaves for the next one, as bytes; it is read once and soon removed, so quickly rather than small. */
export function packWork(work: unknown): Uint8Array {
  const plain = Object.entries(work as object).map(([name, value]) => [
    name,
    isPriceSeries(value) ? packSeries(value) : value,
  ]);
  return gzipSync(JSON.stringify(Object.fromEntries(plain)), { level: 1 });
}

/** The work that bytes hold. */
export function unpackWork(bytes: Uint8Array): unknown {
  const work: Record<string, unknown> = JSON.parse(gunzipSync(bytes).toString());
  for (const name of ['series', 'fetched']) {
    if (name in work) work[name] = createPriceSeries(work[name] as ReturnType<typeof packSeries>);
  }
  return work;
}

function packSeries({ timestamps, prices, coinId, vsCurrency, stepMs }: PriceSeries) {
  return { timestamps: [...timestamps], prices: [...prices], coinId, vsCurrency, stepMs };
}
