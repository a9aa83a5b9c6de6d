import { describe, expect, it } from 'vitest';
import {
  createForecastLedger,
  createMemoryStore,
  ImportConflictError,
  IntegrityError,
  type ModelStore,
  SerializationError,
} from '../../../src/index.js';
import { createTestClock } from '../../../src/testing/index.js';
import { failingStore } from './faultyStore.js';
import { marketOf, recordHours, start } from './servedForecasts.js';

const hour = 3_600_000;
const day = 24 * hour;
const bitcoin = marketOf('bitcoin', 7, 24 * 4);
const ether = marketOf('ether', 8, 24 * 4);
const ledgerOf = (store: ModelStore) =>
  createForecastLedger({ store, clock: createTestClock({ now: start + 4 * day }) });

/** Four days of forecasts of two coins, one of them pruned twice. */
async function filled(): Promise<ModelStore> {
  const store = createMemoryStore();
  const ledger = ledgerOf(store);
  for (const market of [bitcoin, ether]) {
    await recordHours(ledger, market, [0, 8, 16, 24, 32, 40]);
    await ledger.score(market);
  }
  await ledger.prune({ coin: 'bitcoin', olderThan: start + day });
  await ledger.prune({ coin: 'bitcoin', olderThan: start + 2 * day });
  return store;
}

async function linesOf(store: ModelStore): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of ledgerOf(store).exportLines()) lines.push(line);
  return lines;
}

describe('importLines', () => {
  it('makes the same ledger of an export, and nothing of it a second time', async () => {
    const store = await filled();
    const lines = await linesOf(store);
    const other = createMemoryStore();
    expect(await ledgerOf(other).importLines(ledgerOf(store).exportLines())).toEqual({
      written: lines.length,
      present: 0,
    });
    expect(await linesOf(other)).toEqual(lines);
    expect(await ledgerOf(other).report()).toEqual(await ledgerOf(store).report());
    // A marker and a segment for each coin, and two sums.
    expect(await other.list('')).toHaveLength(6);
    const before = await other.list('');
    expect(await ledgerOf(other).importLines(lines)).toEqual({ written: 0, present: lines.length });
    expect(await other.list('')).toEqual(before);
  });

  it('adds what is missing to a ledger that has gone on, and does not take back what it pruned', async () => {
    const store = await filled();
    const lines = await linesOf(store);
    const [key] = await store.list('ledger/lines/ether/usd/0/');
    await store.delete(key!);
    await ledgerOf(store).prune({ coin: 'bitcoin', olderThan: start + 3 * day });
    const { models } = await ledgerOf(store).report({ coin: 'bitcoin' });
    expect(await ledgerOf(store).importLines(lines)).toEqual({ written: 1, present: lines.length - 1 });
    expect((await linesOf(store)).filter((line) => line.includes('"ether"'))).toEqual(
      lines.filter((line) => line.includes('"ether"')),
    );
    expect((await ledgerOf(store).report({ coin: 'bitcoin' })).models).toEqual(models);
  });

  it('refuses the sums of other prunes, and sums with one missing before them', async () => {
    const store = await filled();
    const lines = await linesOf(store);
    const other = createMemoryStore();
    await recordHours(ledgerOf(other), bitcoin, [0, 8]);
    await ledgerOf(other).prune({ olderThan: start + day });
    await expect(ledgerOf(other).importLines(lines)).rejects.toThrow(ImportConflictError);
    const [, ...rest] = lines;
    const attempt = ledgerOf(createMemoryStore()).importLines(rest);
    await expect(attempt).rejects.toThrow(ImportConflictError);
    await expect(attempt).rejects.toThrow('summaries/000000000002');
  });

  it.each([
    ['an altered line', (line: string) => line.replace(/"mean":\[\d/, '"mean":[9'), IntegrityError],
    ['half a line', (line: string) => line.slice(0, 99), SerializationError],
    ['what is no line', () => '[]', SerializationError],
    ['nothing', () => '', SerializationError],
  ])('refuses %s, naming it', async (_what, change, error) => {
    const lines = (await linesOf(await filled())).filter((line) => line.includes('"forecast"'));
    const store = createMemoryStore();
    const attempt = ledgerOf(store).importLines([lines[0]!, change(lines[1]!)]);
    await expect(attempt).rejects.toThrow(error);
    await expect(attempt).rejects.toThrow('line 2');
    expect(await store.list('')).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'is finished by another when the store failed %s it did something',
    async (when) => {
      const lines = await linesOf(await filled());
      for (let at = 1, isDone = false; !isDone; at++) {
        const store = createMemoryStore();
        const { faulty, hasFailed } = failingStore(store, at, when);
        const attempt = ledgerOf(faulty).importLines(lines);
        if (
          await attempt.then(
            () => true,
            () => false,
          )
        )
          isDone = !hasFailed();
        await ledgerOf(store).importLines(lines);
        expect(await linesOf(store)).toEqual(lines);
      }
    },
  );
});
