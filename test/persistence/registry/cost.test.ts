import { describe, expect, it } from 'vitest';
import {
  createMemoryStore,
  createModelRegistry,
  type ModelRegistry,
  type ModelStore,
} from '../../../src/persistence/index.js';
import { drift, force, naive } from './registries.js';

/** A registry of many coins, and what its store was asked for. */
async function crowded(coins: number) {
  const asked = { operations: 0, keys: 0 };
  const inner = createMemoryStore();
  const counted = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    asked.operations++;
    const answer = await work;
    if (Array.isArray(answer)) asked.keys += answer.length;
    return answer;
  };
  const store: ModelStore = {
    get: (key) => counted(inner.get(key)),
    putIfAbsent: (key, bytes) => counted(inner.putIfAbsent(key, bytes)),
    list: (prefix) => counted(inner.list(prefix)),
    delete: (key) => counted(inner.delete(key)),
    sweep: (prefix) => counted(inner.list(prefix)).then(() => {}),
  };
  const registry = createModelRegistry({ store });
  for (let i = 0; i < coins; i++) await registry.register(naive, { coin: `coin-${i}`, version: 'v' });
  const cost = async (act: (registry: ModelRegistry) => Promise<unknown>) => {
    Object.assign(asked, { operations: 0, keys: 0 });
    await act(registry);
    return { ...asked };
  };
  return { cost };
}

describe('what is done with one coin costs the same however many others there are', () => {
  const coin = 'coin-1';
  it.each<[string, (registry: ModelRegistry) => Promise<unknown>]>([
    ['register', (registry) => registry.register(drift, { coin, version: 'new' })],
    ['get', (registry) => registry.get('v', { coin })],
    ['load', (registry) => registry.load('v', { coin })],
    ['promote', (registry) => registry.promote('v', { coin, force })],
    ['champion', (registry) => registry.champion(coin)],
    ['list', (registry) => registry.list({ coin })],
    ['prune', (registry) => registry.prune({ coin, keep: 1 })],
  ])('%s', async (_name, act) => {
    const few = await crowded(3);
    const many = await crowded(60);
    expect(await many.cost(act)).toEqual(await few.cost(act));
  });

  it('a rollback', async () => {
    const act = async (registry: ModelRegistry) => {
      const { version } = await registry.register(drift, { coin });
      await registry.promote('v', { coin, force });
      await registry.promote(version, { coin, force });
      await registry.rollback(coin);
    };
    expect(await (await crowded(60)).cost(act)).toEqual(await (await crowded(3)).cost(act));
  });
});
