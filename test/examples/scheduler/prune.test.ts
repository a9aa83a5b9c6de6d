import { createMemoryStore, createModelRegistry, trainNaive } from 'coincast';
import { createTestClock } from 'coincast/testing';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../examples/scheduler/src/run/CoinWork.js';
import type { Services } from '../../../examples/scheduler/src/services/Services.js';
import { prune } from '../../../examples/scheduler/src/steps/prune.js';

/** Four versions of each of two coins, of which two are to be kept. */
async function setUp() {
  const clock = createTestClock({ now: 0 });
  const registry = createModelRegistry({ store: createMemoryStore(), clock });
  for (const coin of ['bitcoin', 'ethereum']) {
    for (const number of [1, 2, 3, 4]) {
      await registry.register(trainNaive([1, 2], { clock }), { coin, version: `${coin}-${number}` });
      await clock.advance(1000);
    }
  }
  const services = { registry, policy: { keepVersions: 2 } } as unknown as Services;
  const left = async (coin: string) => (await registry.list({ coin })).map(({ version }) => version).sort();
  return { services, left };
}

describe('prune', () => {
  it('removes the old versions of a coin that got a new one, and of no other', async () => {
    const { services, left } = await setUp();
    const decision = { version: 'bitcoin-4' } as Decision;
    expect(await prune({ coin: 'bitcoin', decision }, services)).toBe(2);
    expect(await left('bitcoin')).toEqual(['bitcoin-3', 'bitcoin-4']);
    expect(await left('ethereum')).toHaveLength(4);
    expect(await prune({ coin: 'bitcoin', decision }, services)).toBe(0);
  });

  it('does nothing where nothing was registered', async () => {
    const { services, left } = await setUp();
    expect(await prune({ coin: 'bitcoin', decision: null }, services)).toBe(0);
    expect(await left('bitcoin')).toHaveLength(4);
  });
});
