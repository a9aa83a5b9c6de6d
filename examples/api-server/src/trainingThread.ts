import { parentPort } from 'node:worker_threads';
import { isCoincastError } from 'coincast';
import { runTrainingTask } from './training/runTrainingTask.js';
import type { ThreadMessage } from './training/ThreadMessage.js';
import type { TrainingTask } from './training/TrainingTask.js';

// The entry of a training thread: one task at a time; whoever started the thread ends it.
const port = parentPort!;
const tell = (message: ThreadMessage) => port.postMessage(message);

port.on('message', (task: TrainingTask) => {
  runTrainingTask(task, { onProgress: (event) => tell({ type: 'progress', event }) }).then(
    (result) => tell({ type: 'done', result }),
    (error: unknown) => {
      const code = isCoincastError(error) ? error.code : null;
      tell({ type: 'failed', code, message: error instanceof Error ? error.message : String(error) });
    },
  );
});
