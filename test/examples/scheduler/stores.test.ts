import { createMemoryStore, createPriceSeries } from 'coincast';
import { describe, expect, it } from 'vitest';
import { packWork, unpackWork } from '../../../examples/scheduler/src/distributed/packWork.js';
import type { TrainedCoin } from '../../../examples/scheduler/src/run/CoinWork.js';
import { createOverlayStore } from '../../../examples/scheduler/src/services/createOverlayStore.js';
import { createPriceArchive } from '../../../examples/scheduler/src/services/createPriceArchive.js';
import { keySegment } from '../../../examples/scheduler/src/services/keySegment.js';

const hour = 3_600_000;
const prices = (values: readonly number[]) =>
  createPriceSeries({
    timestamps: values.map((_, i) => i * hour),
    prices: values,
    coinId: 'bitcoin',
    stepMs: hour,
  });
const bytes = (text: string) => new TextEncoder().encode(text);

describe('createOverlayStore', () => {
  it('reads what lies below, and keeps to itself what is written or deleted', async () => {
    const below = createMemoryStore();
    await below.putIfAbsent('a/1', bytes('one'));
    await below.putIfAbsent('a/2', bytes('two'));
    const overlay = createOverlayStore(below);
    expect(await overlay.putIfAbsent('a/1', bytes('other'))).toBe(false);
    expect(await overlay.putIfAbsent('a/3', bytes('three'))).toBe(true);
    await overlay.delete('a/1');
    expect(await overlay.get('a/1')).toBeUndefined();
    expect(await overlay.list('a/')).toEqual(['a/2', 'a/3']);
    expect(await overlay.putIfAbsent('a/1', bytes('again'))).toBe(true);
    expect(await overlay.get('a/1')).toEqual(bytes('again'));
    expect(await below.list('')).toEqual(['a/1', 'a/2']);
    expect(await below.get('a/1')).toEqual(bytes('one'));
  });
});

describe('createPriceArchive', () => {
  it('keeps the newest prices of a coin alone, and those corrected', async () => {
    const store = createMemoryStore();
    const archive = createPriceArchive(store);
    expect(await archive.get('bitcoin')).toBeUndefined();
    await archive.put('bitcoin', prices([1, 2]));
    await archive.put('bitcoin', prices([1, 2, 3]));
    await archive.put('bitcoin', prices([1, 2.5, 3]));
    const kept = (await archive.get('bitcoin'))!;
    expect([...kept.prices]).toEqual([1, 2.5, 3]);
    expect(kept).toMatchObject({ coinId: 'bitcoin', stepMs: hour });
    expect(await store.list('')).toHaveLength(1);
  });

  it('takes what cannot be read for nothing, and replaces it', async () => {
    for (const damaged of ['', 'damage', 'timestamp,price\n0,NaN\n']) {
      const store = createMemoryStore();
      const archive = createPriceArchive(store);
      await archive.put('bitcoin', prices([1, 2]));
      const [key] = await store.list('');
      await store.delete(key!);
      await store.putIfAbsent(key!, bytes(damaged));
      expect(await archive.get('bitcoin')).toBeUndefined();
      await archive.put('bitcoin', prices([1, 2]));
      expect([...(await archive.get('bitcoin'))!.prices]).toEqual([1, 2]);
    }
  });
});

describe('keySegment', () => {
  it('leaves usual ids as they are, and makes others ones that no other coin has', () => {
    expect(keySegment('usd-coin')).toBe('usd-coin');
    const odd = [
      'Bitcoin',
      'bitcoin',
      'a/b',
      'a-b',
      'ä',
      'con',
      'x'.repeat(80),
      `${'x'.repeat(80)}y`,
      '_a',
      '.',
    ];
    const segments = odd.map(keySegment);
    expect(new Set(segments).size).toBe(odd.length);
    for (const segment of segments) expect(segment).toMatch(/^[a-z0-9_-][a-z0-9._-]{0,60}$/);
  });
});

describe('packWork', () => {
  it('brings back series bit for bit, and all else as it was', () => {
    const series = prices([1, 2.1, 3.3]);
    const candidates = [{ recipe: 'naive', text: '{"kind":"naive"}', ladder: [] }];
    const work = { coin: 'bitcoin', series, candidates, reason: null } as unknown as TrainedCoin;
    const again = unpackWork(packWork(work)) as TrainedCoin;
    expect(again.series).toEqual(series);
    expect(again).toEqual(work);
  });
});
