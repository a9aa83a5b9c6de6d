import { describe, expect, it } from 'vitest';
import { trainEts } from '../../../src/models/index.js';
import type { ModelRequest } from '../../../src/node/training/TrainJob.js';
import { toTrainTask } from '../../../src/node/training/toTrainTask.js';
import { trainTask } from '../../../src/node/training/trainTask.js';
import { simulateMarket } from '../../../src/testing/index.js';

const series = simulateMarket({ seed: 7, length: 60 });
const url = new URL('./ownTrainers.mjs', import.meta.url);

/** As a worker gets it. */
const sent = (request: ModelRequest, now?: number) => {
  const { task, transferList } = toTrainTask(series, request, now);
  return structuredClone(task, { transfer: [...transferList] });
};

describe('toTrainTask', () => {
  it('copies each column once, and moves the copy', () => {
    const { task, transferList } = toTrainTask(series, { model: 'naive' }, undefined);
    expect(transferList.length).toBe(4);
    expect(task.series).toEqual({ ...series });
    structuredClone(task, { transfer: [...transferList] });
    expect(transferList.every(({ byteLength }) => byteLength === 0)).toBe(true);
    expect(series.prices.length).toBe(60);
  });

  it('copies no more than the part of a buffer that is the series', () => {
    const { transferList } = toTrainTask(series.prices.subarray(10, 20), { model: 'naive' }, undefined);
    expect(transferList.map(({ byteLength }) => byteLength)).toEqual([80]);
  });
});

describe('trainTask', () => {
  it('gives the state of the model, fitted at the time it was sent', async () => {
    const now = Date.UTC(2031, 0, 1);
    const reply = await trainTask(sent({ model: 'ets', options: { model: 'holt' } }, now));
    const { training, ...state } = trainEts(series, { model: 'holt' }).toJSON();
    expect(reply).toMatchObject({ state });
    const fittedAt = 'state' in reply ? reply.state.training.fittedAt : 0;
    expect(fittedAt - now).toBeLessThan(60_000);
    expect(fittedAt).toBeGreaterThanOrEqual(now);
    expect(training.n).toBe(60);
  });

  it('calls the trainer of a module, also of CommonJS', async () => {
    const options = { plus: 1 };
    const reply = await trainTask(sent({ model: 'module', url, exportName: 'trainLater', options }));
    expect(reply).toMatchObject({ state: { kind: 'constant', value: series.prices.at(-1)! + 1 } });
    const commonJs = new URL('./commonJsTrainer.cjs', import.meta.url);
    const other = await trainTask(sent({ model: 'module', url: commonJs, exportName: 'train' }));
    expect(other).toMatchObject({ state: { kind: 'plain', length: 60 } });
  });

  it('gives the error rather than reject', async () => {
    expect(await trainTask(sent({ model: 'seasonal-naive', options: { period: 1 } }))).toMatchObject({
      error: { name: 'InvalidArgumentError', fields: { code: 'invalid-argument' } },
    });
    expect(await trainTask(sent({ model: 'module', url, exportName: 'giveNothing' }))).toMatchObject({
      error: { message: expect.stringContaining('the result of giveNothing must be a fitted model') },
    });
  });
});
