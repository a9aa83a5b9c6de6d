import { systemClock } from 'coincast';
import { simulateMarket } from 'coincast/testing';
import { describe, expect, it } from 'vitest';
import { createTrainingLane } from '../../../examples/scheduler/src/services/createTrainingLane.js';

const series = simulateMarket({ seed: 3, length: 60 });
const lane = (signal = new AbortController().signal) =>
  createTrainingLane({ concurrency: 1, budgetMs: 60_000, clock: systemClock, signal });

describe('createTrainingLane', () => {
  it('trains jobs as they come, several of one name, and again after it was closed', async () => {
    const training = lane();
    const results = await Promise.all(
      (['drift', 'naive', 'theta'] as const).map((model) => training.train({ id: 'bitcoin', series, model })),
    );
    expect(results.map(({ kind }) => kind)).toEqual(['drift', 'naive', 'theta']);
    expect(new Set(results.map(({ id }) => id))).toEqual(new Set(['bitcoin']));
    await training.close();
    expect((await training.train({ id: 'again', series, model: 'naive' })).kind).toBe('naive');
    await training.close();
  });

  it('gives what a job failed with, and the ladder it fell down', async () => {
    const training = lane();
    const { kind, ladder } = await training.train({ id: 'short', series: [3, 4, 6], model: 'theta' });
    expect(kind).toBe('naive');
    expect(ladder.map(({ kind: tried }) => tried)).toEqual(['theta', 'ets']);
    await training.close();
  });

  it('rejects what waits when its signal aborts', async () => {
    const controller = new AbortController();
    const training = lane(controller.signal);
    const job = training.train({ id: 'bitcoin', series, model: 'auto' });
    controller.abort(new Error('stop'));
    await expect(job).rejects.toThrow('stop');
    await training.close();
  });
});
