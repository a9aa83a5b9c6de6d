import { describe, expect, it } from 'vitest';
import {
  createForecastLedger,
  createMemoryStore,
  createPriceSeries,
  IntegrityError,
  InvalidArgumentError,
  type ModelStore,
  SerializationError,
} from '../../../src/index.js';
import {
  type ForecastLine,
  forecastId,
  type PricesLine,
  pricesId,
} from '../../../src/persistence/ledger/ledgerLine.js';
import { createTestClock } from '../../../src/testing/index.js';
import { marketOf, recordHours, start } from './servedForecasts.js';

const hour = 3_600_000;
const day = 24 * hour;
const market = marketOf('bitcoin', 7, 24 * 4);
const ledgerOf = (store: ModelStore) =>
  createForecastLedger({ store, clock: createTestClock({ now: start + 4 * day }) });

/** Four days of forecasts, scored, and as many of another coin. */
async function filled(): Promise<ModelStore> {
  const store = createMemoryStore();
  const ledger = ledgerOf(store);
  const hours = [0, 12, 24, 36];
  await recordHours(ledger, market, hours);
  await recordHours(ledger, marketOf('ether', 8, 24 * 4), hours);
  await ledger.score(market);
  return store;
}

async function replace(store: ModelStore, key: string, text: string) {
  await store.delete(key);
  await store.putIfAbsent(key, new TextEncoder().encode(text));
}

const textOf = async (store: ModelStore, key: string) => new TextDecoder().decode(await store.get(key));

/** The first line of a type, by a key of its own. */
async function lineOf<Line>(store: ModelStore, type: string): Promise<{ key: string; line: Line }> {
  for (const key of await store.list('ledger/lines/bitcoin/')) {
    const line = JSON.parse(await textOf(store, key));
    if (line.type === type) return { key, line };
  }
  throw new Error(`no ${type}`);
}

describe('numbers that no ledger writes, under an id that fits them', () => {
  it.each<[string, (line: ForecastLine) => object]>([
    ['steps of no length', () => ({ stepMs: 0 })],
    ['steps back in time', () => ({ stepMs: -hour })],
    ['a beginning before all time', () => ({ firstAt: -1 })],
    ['half a millisecond', ({ firstAt }) => ({ firstAt: firstAt + 0.5 })],
    ['no last price', () => ({ lastPrice: 0 })],
    ['a mean whose square overflows', ({ mean }) => ({ mean: mean.map(() => 1e200) })],
    ['a naive forecast whose square overflows', ({ mean }) => ({ naive: mean.map(() => -1e200) })],
    ['a certain level', ({ intervals }) => ({ intervals: [{ ...intervals[0]!, level: 1 }] })],
    ['an interval upside down', ({ intervals: [one] }) => ({ intervals: [swapped(one!)] })],
    ['a level twice', ({ intervals: [one] }) => ({ intervals: [one, one] })],
  ])('are refused in a forecast: %s', async (_what, change) => {
    const store = await filled();
    const { key, line } = await lineOf<ForecastLine>(store, 'forecast');
    const forged = { ...line, ...change(line) };
    await replace(store, key, JSON.stringify({ ...forged, id: forecastId(forged) }));
    await expect(ledgerOf(store).report()).rejects.toThrow(SerializationError);
  });

  it.each<[string, (line: PricesLine) => object]>([
    ['a price of nothing', ({ prices }) => ({ prices: prices.map(() => 0) })],
    ['a price whose square overflows', ({ prices }) => ({ prices: prices.map(() => 1e200) })],
    ['none at all', () => ({ prices: [], timestamps: [] })],
    ['times out of order', ({ timestamps }) => ({ timestamps: [...timestamps].reverse() })],
  ])('are refused among prices: %s', async (_what, change) => {
    const store = await filled();
    const { key, line } = await lineOf<PricesLine>(store, 'prices');
    const forged = { ...line, ...change(line) };
    await replace(store, key, JSON.stringify({ ...forged, id: pricesId(forged) }));
    await expect(ledgerOf(store).report()).rejects.toThrow(SerializationError);
  });
});

function swapped({ level, lower, upper }: ForecastLine['intervals'][number]) {
  return { level, lower: upper, upper: lower };
}

describe('what was copied, renamed or cut', () => {
  it.each<[string, (key: string) => string]>([
    ['another coin', (key) => key.replace('/bitcoin/', '/ether/')],
    ['another currency', (key) => key.replace('/usd/', '/eur/')],
    ['another level', (key) => key.replace('/0/', '/1/')],
    [
      'another time',
      (key) => key.replace(/\d{16}-\d{16}/, (times) => times.replace(/^\d{16}/, '0'.repeat(16))),
    ],
  ])('is refused under %s', async (_what, rename) => {
    const store = await filled();
    const { key } = await lineOf<ForecastLine>(store, 'forecast');
    await store.putIfAbsent(rename(key), (await store.get(key))!);
    await store.putIfAbsent('ledger/series/bitcoin/eur', new Uint8Array());
    await expect(ledgerOf(store).report()).rejects.toThrow(IntegrityError);
  });

  it('is refused where a segment has lost lines', async () => {
    const store = await filled();
    await ledgerOf(store).compact();
    const [key] = await store.list('ledger/lines/bitcoin/');
    const lines = [];
    for await (const line of ledgerOf(store).exportLines({ coin: 'bitcoin' })) lines.push(line);
    await replace(store, key!, lines.slice(1).join('\n'));
    await expect(ledgerOf(store).report()).rejects.toThrow(IntegrityError);
  });
});

describe('sums of what was pruned', () => {
  async function pruned() {
    const store = await filled();
    await ledgerOf(store).prune({ olderThan: start + 2 * day, coin: 'bitcoin' });
    const [key] = await store.list('ledger/lines/bitcoin/usd/summaries/');
    return { store, key: key!, text: await textOf(store, key!) };
  }

  it.each<[string, (text: string) => string]>([
    ['a digit that has changed', (text) => text.replace(/"absolute":\d/, '"absolute":9')],
    ['a figure that is none', (text) => text.replace(/"squared":[\d.]+/, '"squared":"much"')],
    ['a figure that is missing', (text) => text.replace(/"signed":[-\d.]+,/, '')],
    ['more covered than there are', (text) => text.replace(/"covered":\d+/, '"covered":1e6')],
    ['days that are none', (text) => text.replace(/"days":\[.*\]/, '"days":[null]')],
    ['another line', () => '{"type":"summary","days":[]}'],
  ])('are refused with %s', async (_what, change) => {
    const { store, key, text } = await pruned();
    expect(change(text)).not.toBe(text);
    await replace(store, key, change(text));
    const attempt = ledgerOf(store).report();
    await expect(attempt).rejects.toThrow(/IntegrityError|SerializationError|damaged/);
    await expect(attempt).rejects.toThrow(key);
  });

  it('are refused under another number, or of another coin', async () => {
    const { store, key, text } = await pruned();
    await replace(store, key.replace('01', '02'), text);
    await expect(ledgerOf(store).report()).rejects.toThrow(IntegrityError);
    await store.delete(key.replace('01', '02'));
    await replace(store, key.replace('/bitcoin/', '/ether/'), text);
    await expect(ledgerOf(store).report()).rejects.toThrow(IntegrityError);
  });
});

describe('keys that no ledger makes', () => {
  it.each([
    'ledger/series/alone',
    'ledger/series/bitcoin/usd/more',
    'ledger/series/_zz/usd',
    'ledger/series/bit.coin/usd',
    'ledger/lines/bitcoin/usd/0/notes',
    'ledger/lines/bitcoin/usd/summaries/notes',
  ])('are left alone: %s', async (key) => {
    const store = await filled();
    const before = await ledgerOf(store).report();
    await store.putIfAbsent(key, new TextEncoder().encode('hello'));
    expect(await ledgerOf(store).report()).toEqual(before);
    await ledgerOf(store).compact();
    expect(await store.get(key)).toBeDefined();
  });
});

it('refuses prices that it could not read again, and keeps nothing of them', async () => {
  const store = await filled();
  const before = await store.list('');
  const timestamps = [start + 2 * day, start + 2 * day + hour];
  const monstrous = createPriceSeries({ timestamps, prices: [1e200, 1e200], coinId: 'ether' });
  await expect(ledgerOf(store).score(monstrous)).rejects.toThrow(InvalidArgumentError);
  expect(await store.list('')).toEqual(before);
});
