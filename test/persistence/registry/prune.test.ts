import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../../../src/errors/index.js';
import { createMemoryStore, createModelRegistry, type ModelStore } from '../../../src/persistence/index.js';
import { crown, force, hour, naive, overwrite, start, testRegistry } from './registries.js';

/** Versions v1 to v6, of which v1 was champion before v2, and v2 is. */
async function filled(store: ModelStore = createMemoryStore()) {
  const made = testRegistry(store);
  for (let i = 1; i <= 6; i++) await made.registry.register(naive, { coin: 'bitcoin', version: `v${i}` });
  await made.registry.promote('v1', { force });
  await made.registry.promote('v2', { force });
  return made;
}

const left = async ({ registry }: Awaited<ReturnType<typeof filled>>) =>
  (await registry.list()).map(({ version }) => version).reverse();

describe('prune', () => {
  it.each([
    [{ keep: 0 }, ['v1', 'v2']],
    [{ keep: 2 }, ['v1', 'v2', 'v5', 'v6']],
    [{ keep: 100 }, ['v1', 'v2', 'v3', 'v4', 'v5', 'v6']],
    [{ olderThan: start + 3 * hour }, ['v1', 'v2', 'v4', 'v5', 'v6']],
    [{ olderThan: start }, ['v1', 'v2', 'v3', 'v4', 'v5', 'v6']],
    [{ keep: 3, olderThan: start + 100 * hour }, ['v1', 'v2', 'v4', 'v5', 'v6']],
    [{}, ['v1', 'v2', 'v3', 'v4', 'v5', 'v6']],
    [{ coin: 'ether', keep: 0 }, ['v1', 'v2', 'v3', 'v4', 'v5', 'v6']],
  ])('%j keeps what is young, the champion and the one before', async (options, expected) => {
    const made = await filled();
    const { pruned } = await made.registry.prune(options);
    expect(await left(made)).toEqual(expected);
    expect(pruned).toHaveLength(6 - expected.length);
    expect(await made.store.list('models/')).toHaveLength(expected.length);
    expect(await made.registry.verify()).toMatchObject({ clean: true });
  });

  it('keeps what any alias names or would go back to', async () => {
    const made = await filled();
    const shadow = createModelRegistry({ store: made.store, alias: 'shadow' });
    await shadow.promote('v4', { force });
    await made.registry.prune({ keep: 0 });
    expect(await left(made)).toEqual(['v1', 'v2', 'v4']);
    expect((await shadow.champion('bitcoin'))?.version).toBe('v4');
  });

  it('writes one entry, with who and why, and none where nothing is old', async () => {
    const made = await filled();
    await made.registry.prune({ keep: 1, who: 'cron', why: 'space' });
    await made.registry.prune({ keep: 1 });
    const journal = await made.registry.journal('bitcoin');
    expect(journal).toHaveLength(3);
    expect(journal[2]).toMatchObject({
      action: 'prune',
      alias: null,
      from: null,
      to: null,
      live: { champion: 'v2' },
      who: 'cron',
      why: 'space',
      versions: ['v5', 'v4', 'v3'],
    });
  });

  it('goes through all coins', async () => {
    const { registry } = testRegistry();
    for (const coin of ['bitcoin', 'ether']) {
      for (const i of [1, 2]) await registry.register(naive, { coin, version: `${coin}-${i}` });
    }
    await registry.prune({ keep: 1 });
    expect((await registry.list()).map(({ version }) => version)).toEqual(['ether-2', 'bitcoin-2']);
  });

  it('tells the journal before it removes anything, and finishes what was interrupted', async () => {
    const inner = createMemoryStore();
    let isBroken = true;
    let swept = 0;
    const made = await filled({
      ...inner,
      async delete(key) {
        if (isBroken && key.endsWith('v4')) throw new Error('killed');
        await inner.delete(key);
      },
      sweep: async () => void swept++,
    });
    await expect(made.registry.prune({ keep: 1 })).rejects.toThrow('killed');
    // v5 is gone, v4 and v3 are still there, but pruned all the same.
    expect(await inner.list('models/')).toHaveLength(5);
    expect(await left(made)).toEqual(['v1', 'v2', 'v6']);
    await expect(made.registry.load('v4')).rejects.toThrow('was pruned');
    await expect(made.registry.promote('v3', { force })).rejects.toThrow('was pruned');
    expect(await made.registry.verify()).toMatchObject({ clean: true, versions: 5 });
    expect(swept).toBe(0);

    isBroken = false;
    expect(await made.registry.prune()).toEqual({
      pruned: [],
      finished: ['models/bitcoin/v3', 'models/bitcoin/v4'],
    });
    expect(await inner.list('models/')).toHaveLength(3);
    expect(swept).toBe(1);
  });

  it('that loses to a promotion decides anew, and keeps the new champion', async () => {
    const inner = createMemoryStore();
    const { registry: other } = testRegistry(inner);
    let isFirst = true;
    const made = await filled(inner);
    const { registry } = testRegistry({
      ...inner,
      async putIfAbsent(key, bytes) {
        if (isFirst) {
          isFirst = false;
          await other.promote('v3', { force });
        }
        return inner.putIfAbsent(key, bytes);
      },
    });
    const { pruned } = await registry.prune({ keep: 0 });
    expect(pruned.map(({ version }) => version)).toEqual(['v6', 'v5', 'v4', 'v1']);
    expect(await left(made)).toEqual(['v2', 'v3']);
    expect((await registry.champion('bitcoin'))?.version).toBe('v3');
  });

  it('leaves what it cannot read, for verify to tell of', async () => {
    const made = await filled();
    await overwrite(made.store, 'models/bitcoin/v3', Uint8Array.of(1));
    await made.registry.prune({ keep: 0 });
    expect(await made.store.list('models/')).toEqual([1, 2, 3].map((i) => `models/bitcoin/v${i}`));
  });

  it.each([{ keep: -1 }, { keep: 1.5 }, { olderThan: Number.NaN }, { older: 1 }, { coin: '' }, { who: '' }])(
    'refuses %j',
    async (options) => {
      const made = await filled();
      await expect(made.registry.prune(options as never)).rejects.toThrow(InvalidArgumentError);
      expect(await left(made)).toHaveLength(6);
    },
  );
});

describe('the champion', () => {
  it('is found though it loses the title and is pruned between two reads', async () => {
    const inner = createMemoryStore();
    const { registry: other } = testRegistry(inner);
    await crown(other, 'a');
    let isFirst = true;
    const { registry } = testRegistry({
      ...inner,
      async get(key) {
        if (isFirst && key.startsWith('models/')) {
          isFirst = false;
          for (const version of ['b', 'c']) await crown(other, version);
          await other.prune({ keep: 0 });
        }
        return inner.get(key);
      },
    });
    expect((await registry.champion('bitcoin'))?.version).toBe('c');
  });

  it('that is missing is told of, and another one can take its place', async () => {
    const { registry, store } = testRegistry();
    await crown(registry, 'a');
    await store.delete('models/bitcoin/a');
    await expect(registry.champion('bitcoin')).rejects.toThrow('is missing from the store');
    await crown(registry, 'b');
    expect((await registry.loadChampion('bitcoin'))?.registered.version).toBe('b');
  });
});
