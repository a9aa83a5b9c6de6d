import {
  createForecastLedger,
  createMemoryStore,
  createModelRegistry,
  type ModelStore,
  systemClock,
  trainDrift,
} from 'coincast';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../examples/scheduler/src/alerts/Channel.js';
import { createRunLog } from '../../../examples/scheduler/src/run/createRunLog.js';
import type { Office } from '../../../examples/scheduler/src/run/Office.js';
import { runOf } from '../../../examples/scheduler/src/run/Run.js';
import type { CoinRecord } from '../../../examples/scheduler/src/run/RunRecord.js';
import type { Services } from '../../../examples/scheduler/src/services/Services.js';
import { record } from '../../../examples/scheduler/src/steps/record.js';
import { silentLogger } from '../../../src/runtime/index.js';

const run = runOf(Date.UTC(2026, 0, 1), 'schedule');
const failed: CoinRecord = {
  type: 'coin',
  run: run.id,
  coin: 'bitcoin',
  status: 'failed',
  why: 'no',
  step: 'fetch',
  code: 'network',
};

/** The end of a run over a store, with what the channel was told. */
function setUp(store: ModelStore = createMemoryStore()) {
  const told: Message[] = [];
  const models = createMemoryStore();
  const ledger = createForecastLedger({ store: models });
  const services = {
    clock: systemClock,
    logger: silentLogger,
    policy: { horizon: 24 },
    registry: createModelRegistry({ store: models }),
    ledger,
  } as unknown as Services;
  const office = {
    runLog: createRunLog(store),
    channels: [{ name: 'hook', send: async (message: Message) => void told.push(message) }],
    metrics: { onMessage() {}, onRun() {} },
    heartbeat: async () => {},
    alerts: {},
  } as unknown as Office;
  const end = () => record(run, [failed], run.scheduledFor, services, office);
  return { told, models, ledger, office, end };
}

describe('the end of a run', () => {
  it('tells of a trouble once, however often the record cannot be written', async () => {
    const store = createMemoryStore();
    let isFull = true;
    const { told, office, end } = setUp({
      ...store,
      async putIfAbsent(key, bytes) {
        if (isFull) throw new Error('ENOSPC');
        return store.putIfAbsent(key, bytes);
      },
    });
    await expect(end()).rejects.toThrow('ENOSPC');
    await expect(end()).rejects.toThrow('ENOSPC');
    isFull = false;
    const { summary } = await end();
    expect(told).toHaveLength(1);
    expect(summary.alerts.active).toMatchObject([{ coin: 'bitcoin', told: { hook: expect.any(Number) } }]);
    expect((await office.runLog.latest())?.alerts).toEqual(summary.alerts);
  });

  it('comes, with a record, where a record of the ledger is damaged', async () => {
    const { models, ledger, office, end } = setUp();
    const model = trainDrift([100, 102, 101]);
    const forecast = { ...model.forecast({ horizon: 2 }), timestamps: Float64Array.of(3_600_000, 7_200_000) };
    await ledger.record(forecast, { coin: 'ether', model: 'v1', lastPrice: 101 });
    const [key] = await models.list('ledger/lines/');
    await models.delete(key!);
    await models.putIfAbsent(key!, new TextEncoder().encode('damage'));
    await end();
    expect(await office.runLog.has(run.id)).toBe(true);
  });
});
