import { describe, expect, it } from 'vitest';
import { createMemoryStore, createModelRegistry, type ModelStore } from '../../../src/persistence/index.js';
import { drift, force, naive, testRegistry } from './registries.js';

/** When an operation fails: before it does anything, or after it took effect, so that only its answer is lost. */
type When = 'before' | 'after';

/** Which operations fail: the one with a number, or that and all writes that follow, as on a disk that stays full. */
type Which = 'once' | 'writes from then on';

interface FaultyStore extends ModelStore {
  readonly calls: () => number;
}

class DiskError extends Error {}

function faultyStore(inner: ModelStore, failing: number, when: When, which: Which): FaultyStore {
  let calls = 0;
  async function passing<Result>(isWrite: boolean, work: () => Promise<Result>): Promise<Result> {
    const call = ++calls;
    const fails = call === failing || (which !== 'once' && isWrite && call > failing);
    if (fails && when === 'before') throw new DiskError(`call ${call}`);
    const result = await work();
    if (fails) throw new DiskError(`call ${call}, after the fact`);
    return result;
  }
  return {
    calls: () => calls,
    get: (key) => passing(false, () => inner.get(key)),
    putIfAbsent: (key, bytes) => passing(true, () => inner.putIfAbsent(key, bytes)),
    list: (prefix) => passing(false, () => inner.list(prefix)),
    delete: (key) => passing(true, () => inner.delete(key)),
    sweep: () => passing(true, async () => {}),
  };
}

/** What a user does in a day; `done` names what the registry has said is done. */
async function runDay(store: ModelStore, done: string[]): Promise<void> {
  const registry = createModelRegistry({ store });
  const steps: [string, () => Promise<unknown>][] = [
    ['register a', () => registry.register(naive, { coin: 'bitcoin', version: 'a' })],
    ['promote a', () => registry.promote('a', { force })],
    ['register b', () => registry.register(drift, { coin: 'bitcoin', version: 'b' })],
    ['promote b', () => registry.promote('b', { force, expect: 'a' })],
    ['rollback', () => registry.rollback('bitcoin', { expect: 'b' })],
    ['register c', () => registry.register(drift, { coin: 'bitcoin', version: 'c' })],
    ['promote c', () => registry.promote('c', { force, expect: 'a' })],
    ['prune', () => registry.prune({ keep: 1 })],
  ];
  for (const [name, step] of steps) {
    await step();
    done.push(name);
  }
}

const champions = ['a', 'b', 'a', 'c'];
const moves = ['promote a', 'promote b', 'rollback', 'promote c'];

/** Every promise kept, and of what was under way either all or nothing. */
async function requireWhole(store: ModelStore, done: readonly string[]): Promise<void> {
  const registry = createModelRegistry({ store });
  expect(await registry.verify()).toMatchObject({ clean: true });
  const versions = (await registry.list()).map(({ version }) => version);
  const journal = await registry.journal('bitcoin');
  const pruned = journal.flatMap((entry) => entry.versions);
  for (const name of ['a', 'b', 'c']) {
    if (done.includes(`register ${name}`)) expect([...versions, ...pruned]).toContain(name);
  }
  for (const version of versions) await registry.load(version);

  const kept = moves.filter((move) => done.includes(move)).length;
  const moved = journal.filter(({ alias }) => alias !== null);
  expect([kept, kept + 1]).toContain(moved.length);
  expect(moved.map(({ to }) => to)).toEqual(champions.slice(0, moved.length));
  const champion = await registry.loadChampion('bitcoin');
  expect(champion?.registered.version).toBe(champions[moved.length - 1]);
  if (done.includes('prune')) expect(versions.sort()).toEqual(['a', 'c']);
}

describe.each([
  ['before', 'once'],
  ['before', 'writes from then on'],
  ['after', 'once'],
  ['after', 'writes from then on'],
] as const)('a store that fails %s the fact, %s', (when, which) => {
  it('at any of its operations, leaves no promise half kept and the champion readable', {
    timeout: 60_000,
  }, async () => {
    let failures = 0;
    for (let failing = 1; ; failing++) {
      const inner = createMemoryStore();
      const store = faultyStore(inner, failing, when, which);
      const done: string[] = [];
      const error = await runDay(store, done).then(
        () => undefined,
        (reason) => reason,
      );
      if (error !== undefined) {
        expect(error).toBeInstanceOf(DiskError);
        failures++;
      }
      await requireWhole(inner, done);
      // And the day can be gone through again from where it broke off.
      const again = createModelRegistry({ store: inner });
      await again.prune({ keep: 1 });
      await requireWhole(inner, done);
      if (store.calls() < failing) break;
    }
    expect(failures).toBeGreaterThan(20);
  });
});

describe('a write whose answer was lost', () => {
  it('is settled by reading: the promotion is told as done, and is done once', async () => {
    const inner = createMemoryStore();
    let losing = false;
    const store: ModelStore = {
      ...inner,
      async putIfAbsent(key, bytes) {
        const wasWritten = await inner.putIfAbsent(key, bytes);
        if (losing) throw new DiskError('the answer is lost');
        return wasWritten;
      },
    };
    const { registry } = testRegistry(store);
    losing = true;
    const { version } = await registry.register(naive, { coin: 'bitcoin' });
    expect(await registry.promote(version, { force })).toMatchObject({ changed: true });
    expect(await registry.journal('bitcoin')).toHaveLength(1);
    expect((await registry.champion('bitcoin'))?.version).toBe(version);
  });

  it('is settled too where the client sent it twice and the store says that the key was there', async () => {
    const inner = createMemoryStore();
    const { registry } = testRegistry({
      ...inner,
      async putIfAbsent(key, bytes) {
        await inner.putIfAbsent(key, bytes);
        return inner.putIfAbsent(key, bytes);
      },
    });
    const { version } = await registry.register(naive, { coin: 'bitcoin' });
    expect(await registry.promote(version, { force })).toMatchObject({ changed: true });
  });

  it('is no promotion of ours where another one has the number', async () => {
    const inner = createMemoryStore();
    const { registry: other } = testRegistry(inner);
    await other.register(naive, { coin: 'bitcoin', version: 'a' });
    await other.register(naive, { coin: 'bitcoin', version: 'b' });
    const { registry } = testRegistry({
      ...inner,
      async putIfAbsent() {
        await other.promote('b', { force, who: 'ada' });
        throw new DiskError('the answer is lost');
      },
    });
    await expect(registry.promote('a', { force })).rejects.toMatchObject({
      code: 'promotion-conflict',
      champion: 'b',
      who: 'ada',
    });
  });
});

describe('a store that contradicts itself', () => {
  it('is given up after so many attempts', async () => {
    const inner = createMemoryStore();
    const { registry } = testRegistry({
      ...inner,
      list: async (prefix) => (prefix.startsWith('journal') ? [] : inner.list(prefix)),
    });
    await registry.register(naive, { coin: 'bitcoin', version: 'a' });
    await registry.promote('a', { force });
    await expect(registry.promote('a', { force })).rejects.toMatchObject({
      name: 'StoreError',
      reason: 'contention',
    });
  });
});
