/** What a worker thread of `trainMany` runs. */
import { parentPort } from 'node:worker_threads';
import { type TrainReply, type TrainTask, trainTask } from './trainTask.js';

/** Tells that a task has begun, so that its time is counted from here, and does it. */
export function runTrainTask({ id, task }: { id: number; task: TrainTask }): Promise<TrainReply> {
  parentPort!.postMessage({ begunTask: id });
  return trainTask(task);
}
