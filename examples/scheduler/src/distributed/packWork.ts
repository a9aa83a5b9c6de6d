import { gunzipSync, gzipSync } from 'node:zlib';
import { createPriceSeries, deserializeModel, gzipModel, isPriceSeries, type PriceSeries } from 'coincast';
import type { Candidate } from '../run/CoinWork.js';

/** What a stage leaves for the next one, as bytes: series as arrays, models as files. */
export async function packWork(work: unknown): Promise<Uint8Array> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(work as object)) {
    if (isPriceSeries(value)) plain[name] = packSeries(value);
    else if (name === 'candidates')
      plain[name] = await Promise.all((value as Candidate[]).map(packCandidate));
    else plain[name] = value;
  }
  return gzipSync(JSON.stringify(plain));
}

/** The work that bytes hold. */
export async function unpackWork(bytes: Uint8Array): Promise<unknown> {
  const work: Record<string, unknown> = JSON.parse(gunzipSync(bytes).toString());
  for (const [name, value] of Object.entries(work)) {
    if (name === 'series' || name === 'fetched') work[name] = createPriceSeries(value as PackedSeries);
    else if (name === 'candidates') {
      work[name] = await Promise.all((value as PackedCandidate[]).map(unpackCandidate));
    }
  }
  return work;
}

type PackedSeries = ReturnType<typeof packSeries>;
type PackedCandidate = Omit<Candidate, 'model'> & { readonly model: string };

function packSeries({ timestamps, prices, coinId, vsCurrency, stepMs }: PriceSeries) {
  return { timestamps: [...timestamps], prices: [...prices], coinId, vsCurrency, stepMs };
}

async function packCandidate({ model, ...about }: Candidate): Promise<PackedCandidate> {
  return { ...about, model: Buffer.from(await gzipModel(model)).toString('base64') };
}

async function unpackCandidate({ model, ...about }: PackedCandidate): Promise<Candidate> {
  return { ...about, model: await deserializeModel(Uint8Array.from(Buffer.from(model, 'base64'))) };
}
