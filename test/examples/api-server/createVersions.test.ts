import { createMemoryStore, createModelRegistry, createPriceSeries, trainDrift } from 'coincast';
import { describe, expect, it, vi } from 'vitest';
import type { PriceFeed } from '../../../examples/api-server/src/services/createPriceFeed.js';
import { createVersions } from '../../../examples/api-server/src/services/createVersions.js';

const hourMs = 3_600_000;
const pricesOf = (first: number, length: number) =>
  createPriceSeries({
    timestamps: Array.from({ length }, (_, i) => (first + i) * hourMs),
    prices: Array.from({ length }, (_, i) => 100 + (first + i) + Math.sin(first + i)),
    stepMs: hourMs,
    coinId: 'bitcoin',
  });

/** A registry with one version trained on ten prices, and a feed that has the ten after them. */
async function start() {
  const store = { ...createMemoryStore() };
  const registry = createModelRegistry({ store });
  const { version } = await registry.register(trainDrift(pricesOf(0, 10)), { coin: 'bitcoin' });
  let last = 19;
  const since = vi.fn(async (_coin: string, timestamp: number) => {
    const first = timestamp / hourMs + 1;
    return first > last ? undefined : pricesOf(first, last - first + 1);
  });
  const feed = { since, peek: () => ({}) } as unknown as PriceFeed;
  return {
    versions: createVersions({ registry, feed }),
    version,
    store,
    since,
    goOn: () => {
      last += 1;
    },
  };
}

describe('versions', () => {
  it('are brought up to date, and told of a price once only', async () => {
    const { versions, version, since, goOn } = await start();
    const ends: number[] = [];
    for (let i = 0; i < 3; i++) {
      ends.push((await versions.get(version)).model.training.lastTimestamp / hourMs);
      goOn();
    }
    expect(ends).toEqual([19, 20, 21]);
    expect(since.mock.calls.map(([, timestamp]) => timestamp / hourMs)).toEqual([9, 19, 20]);
  });

  it('say the same as if they had been told of all prices at once', async () => {
    const [one, other] = [await start(), await start()];
    await one.versions.get(one.version);
    one.goOn();
    other.goOn();
    const [slowly, atOnce] = [await one.versions.get(one.version), await other.versions.get(other.version)];
    const said = [slowly, atOnce].map(({ model }) => [...model.forecast({ horizon: 3 }).mean]);
    expect(said[0]).toEqual(said[1]);
  });

  it('are read from the store once', async () => {
    const { versions, version, store } = await start();
    const read = vi.spyOn(store, 'get');
    await versions.get(version);
    const reads = read.mock.calls.length;
    await versions.get(version);
    expect(read.mock.calls.length).toBe(reads);
  });
});
