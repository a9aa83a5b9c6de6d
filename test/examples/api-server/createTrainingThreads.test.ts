import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTrainingThreads } from '../../../examples/api-server/src/training/createTrainingThreads.js';
import type { Training } from '../../../examples/api-server/src/training/Training.js';

// A thread that does as its task's model says, so that what can go wrong goes wrong on demand.
const thread = `
import { parentPort } from 'node:worker_threads';
let tasks = 0;
parentPort.on('message', ({ model }) => {
  tasks += 1;
  if (model === 'hang') for (;;);
  if (model === 'exit') process.exit(3);
  if (model === 'throw') throw new Error('no');
  if (model === 'fail') return parentPort.postMessage({ type: 'failed', code: 'insufficient-data', message: 'too few' });
  parentPort.postMessage({ type: 'progress', event: { stage: 'train', done: 0 } });
  parentPort.postMessage({ type: 'done', result: { text: String(tasks), comparison: null, metrics: null } });
});
`;

let folder: string;
let training: Training;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coincast-threads-'));
  writeFileSync(join(folder, 'thread.mjs'), thread);
});

afterEach(() => training.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (size = 1, maxWaiting = 2) => {
  training = createTrainingThreads({ url: pathToFileURL(join(folder, 'thread.mjs')), size, maxWaiting });
  return training;
};
const task = (model: string) => ({
  model: model as 'naive',
  series: { prices: Float64Array.of(1, 2) },
  compare: false,
});

describe('createTrainingThreads', () => {
  it('uses a thread again', async () => {
    const { run } = start();
    const texts: string[] = [];
    for (let i = 0; i < 4; i++) texts.push((await run(task('well'))).text);
    expect(texts).toEqual(['1', '2', '3', '4']);
  });

  it('tells progress', async () => {
    const stages: string[] = [];
    await start().run(task('well'), { onProgress: ({ stage }) => stages.push(stage) });
    expect(stages).toEqual(['train']);
  });

  it.each([
    ['exit', null, 'The training thread ended with code 3.'],
    ['throw', null, 'The training thread failed: no'],
    ['fail', 'insufficient-data', 'too few'],
  ])('reports a task that makes the thread %s, and goes on', async (model, code, message) => {
    const { run } = start();
    await expect(run(task(model))).rejects.toMatchObject({ name: 'TrainingError', code, message });
    expect((await run(task('well'))).text).toMatch(/^[12]$/);
  });

  it('ends a thread that hears nothing, by the reason of the signal', async () => {
    const { run } = start();
    const reason = new Error('enough');
    const controller = new AbortController();
    const hanging = run(task('hang'), { signal: controller.signal });
    const next = run(task('well'));
    setTimeout(() => controller.abort(reason), 50);
    await expect(hanging).rejects.toBe(reason);
    expect((await next).text).toBe('1');
    await expect(run(task('well'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('lets so many wait, and takes one that is cancelled out of the line', async () => {
    const { run } = start(1, 2);
    const first = run(task('well'));
    const controller = new AbortController();
    const second = run(task('hang'), { signal: controller.signal });
    const third = run(task('well'));
    await expect(run(task('well'))).rejects.toMatchObject({ code: 'training-busy', retryAfterS: 10 });
    expect(training.pending).toBe(3);
    controller.abort(new Error('never mind'));
    await expect(second).rejects.toThrow('never mind');
    await Promise.all([first, third]);
    expect(training.pending).toBe(0);
  });

  it('fails what is under way when it is closed', async () => {
    const { run, close } = start();
    const running = run(task('hang'));
    const waiting = run(task('well'));
    const failures = Promise.allSettled([running, waiting]);
    await close();
    for (const failure of await failures) expect(failure.status).toBe('rejected');
  });
});
