import { describe, expect, it } from 'vitest';
import {
  createForecastLedger,
  createMemoryStore,
  type LedgerReport,
  type ModelStore,
} from '../../../src/index.js';
import { createTestClock } from '../../../src/testing/index.js';
import { failingStore } from './faultyStore.js';
import { marketOf, recordHours, start } from './servedForecasts.js';

const hour = 3_600_000;
const day = 24 * hour;
const market = marketOf('bitcoin', 7, 24 * 8);
const now = start + 8 * day;
const ledgerOf = (store: ModelStore) => createForecastLedger({ store, clock: createTestClock({ now }) });

/** A week of forecasts every six hours, scored. */
async function week(): Promise<ModelStore> {
  const store = createMemoryStore();
  const ledger = ledgerOf(store);
  await recordHours(
    ledger,
    market,
    Array.from({ length: 28 }, (_, k) => 6 * k),
  );
  await ledger.score(market);
  return store;
}

/** Numbers to 12 digits: the same sums in another order. */
const rounded = (report: LedgerReport) =>
  JSON.parse(JSON.stringify(report), (_, value) =>
    typeof value === 'number' ? Number(value.toPrecision(12)) : value,
  );

describe('prune', () => {
  it('drops the records of old days, and no report of whole days changes', async () => {
    const store = await week();
    const windows = [{}, { from: start + day, to: start + 3 * day }, { from: start + 3 * day }, { step: 3 }];
    const reports = () =>
      Promise.all(windows.map(async (window) => rounded(await ledgerOf(store).report(window))));
    const before = await reports();
    const bytes = (await store.list('')).length;
    const pruned = await ledgerOf(store).prune({ olderThan: start + 4 * day + 5 * hour });
    expect(pruned).toMatchObject({ before: start + 4 * day, open: 0 });
    expect(pruned.steps).toBeGreaterThan(500);
    expect(await reports()).toEqual(before);
    expect((await store.list('')).length).toBeLessThan(bytes);
    const errors = await ledgerOf(store).errors();
    expect(errors[0]!.timestamps[0]).toBe(start + 4 * day);
    expect(await ledgerOf(store).prune({ olderThan: start + 4 * day })).toMatchObject({ steps: 0 });
    await ledgerOf(store).prune({ olderThan: start + 6 * day });
    expect(await reports()).toEqual(before);
    // Of a pruned day a part is not known.
    expect((await ledgerOf(store).report({ to: start + day - 1 })).models).toEqual([]);
  });

  it('does not take back what was pruned, when it is recorded or scored again', async () => {
    const store = await week();
    const before = rounded(await ledgerOf(store).report());
    await ledgerOf(store).prune({ olderThan: start + 4 * day });
    await recordHours(ledgerOf(store), market, [0, 6, 72, 90]);
    await ledgerOf(store).score(market);
    expect(rounded(await ledgerOf(store).report())).toEqual(before);
    await ledgerOf(store).compact();
    expect(rounded(await ledgerOf(store).report())).toEqual(before);
  });

  it('counts once what two prune at once', async () => {
    const store = await week();
    const before = rounded(await ledgerOf(store).report());
    await Promise.all([2, 4, 4, 3].map((days) => ledgerOf(store).prune({ olderThan: start + days * day })));
    expect(rounded(await ledgerOf(store).report())).toEqual(before);
  });

  it('says how many steps had no price, and does not wait for them any more', async () => {
    const store = createMemoryStore();
    await recordHours(ledgerOf(store), market, [0]);
    expect(await ledgerOf(store).prune({ olderThan: start + 2 * day })).toEqual({
      before: start + 2 * day,
      steps: 48,
      open: 48,
    });
    await ledgerOf(store).score(market);
    expect((await ledgerOf(store).report()).models).toMatchObject([
      { n: 0, open: 24 },
      { n: 0, open: 24 },
    ]);
    expect(await store.list('ledger/lines/')).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'is whole or not begun when the store fails, %s it took effect',
    async (when) => {
      const full = await week();
      const before = rounded(await ledgerOf(full).report());
      const keys = await full.list('');
      for (let at = 1; ; at += 7) {
        const store = createMemoryStore();
        for (const key of keys) await store.putIfAbsent(key, (await full.get(key))!);
        const { faulty, hasFailed } = failingStore(store, at, when);
        await ledgerOf(faulty)
          .prune({ olderThan: start + 4 * day })
          .catch(() => undefined);
        if (!hasFailed()) break;
        expect(rounded(await ledgerOf(store).report())).toEqual(before);
        await ledgerOf(store).prune({ olderThan: start + 4 * day });
        expect(rounded(await ledgerOf(store).report())).toEqual(before);
        expect((await store.list('ledger/lines/')).length).toBeLessThanOrEqual(3);
      }
    },
  );

  it('refuses times to come and unknown options', async () => {
    const ledger = ledgerOf(createMemoryStore());
    await expect(ledger.prune({ olderThan: now + 1 })).rejects.toThrow(/olderThan/);
    await expect(ledger.prune({ olderThan: 0, keep: 2 } as never)).rejects.toThrow(/keep/);
    expect(await ledger.prune({ olderThan: now })).toMatchObject({ steps: 0, open: 0 });
  });
});
