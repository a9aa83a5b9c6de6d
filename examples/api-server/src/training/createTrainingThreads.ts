import { Worker } from 'node:worker_threads';
import type { OnProgress } from 'coincast';
import { ApiProblem } from '../errors/ApiProblem.js';
import type { ThreadMessage } from './ThreadMessage.js';
import { type Training, TrainingError } from './Training.js';
import type { TrainingResult, TrainingTask } from './TrainingTask.js';

/** What {@link createTrainingThreads} takes. */
export interface TrainingThreadsOptions {
  /** The built file of the thread. */
  readonly url: URL;
  /** How many tasks run at once. */
  readonly size: number;
  /** How many more may wait. */
  readonly maxWaiting: number;
}

interface Ticket {
  readonly task: TrainingTask;
  readonly onProgress: OnProgress | undefined;
  readonly resolve: (result: TrainingResult) => void;
  readonly reject: (error: unknown) => void;
  /** Ends the thread that has the task in hand. */
  stop?: () => void;
}

/** Training on worker threads. A thread stuck in a computation hears no signal, so an abort ends the thread itself. */
export function createTrainingThreads({ url, size, maxWaiting }: TrainingThreadsOptions): Training {
  const idle: Worker[] = [];
  const waiting: Ticket[] = [];
  const running = new Set<Ticket>();

  function next(): void {
    while (running.size < size) {
      const ticket = waiting.shift();
      if (ticket === undefined) return;
      running.add(ticket);
      assign(ticket, idle.pop() ?? startThread(url));
    }
  }

  function assign(ticket: Ticket, thread: Worker): void {
    const settle = (finish: () => void) => {
      if (!running.delete(ticket)) return;
      // Only these: a worker listens to itself for what listeners it has, and without that hears nothing again.
      for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event);
      finish();
      next();
    };
    const end = (error: unknown) =>
      settle(() => {
        thread.on('error', () => {});
        void thread.terminate();
        ticket.reject(error);
      });
    ticket.stop = () => end(new TrainingError(null, 'The training was stopped.'));
    thread.on('message', (message: ThreadMessage) => {
      if (message.type === 'progress') {
        ticket.onProgress?.(message.event);
        return;
      }
      settle(() => {
        idle.push(thread);
        if (message.type === 'done') ticket.resolve(message.result);
        else ticket.reject(new TrainingError(message.code, message.message));
      });
    });
    thread.on('error', (error) =>
      end(new TrainingError(null, `The training thread failed: ${error.message}`)),
    );
    thread.on('exit', (code) => end(new TrainingError(null, `The training thread ended with code ${code}.`)));
    thread.postMessage(ticket.task);
  }

  return {
    get pending() {
      return running.size + waiting.length;
    },
    async run(task, { signal, onProgress } = {}) {
      signal?.throwIfAborted();
      if (waiting.length >= maxWaiting) {
        throw new ApiProblem('training-busy', `${maxWaiting} trainings are waiting already.`, {
          retryAfterS: 10,
        });
      }
      let cancel = () => {};
      try {
        return await new Promise<TrainingResult>((resolve, reject) => {
          const ticket: Ticket = { task, onProgress, resolve, reject };
          cancel = () => {
            const position = waiting.indexOf(ticket);
            if (position >= 0) waiting.splice(position, 1);
            reject(signal?.reason);
            ticket.stop?.();
          };
          signal?.addEventListener('abort', cancel, { once: true });
          waiting.push(ticket);
          next();
        });
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    async close() {
      for (const ticket of waiting.splice(0))
        ticket.reject(new TrainingError(null, 'The service is stopping.'));
      for (const ticket of [...running]) ticket.stop?.();
      await Promise.all(idle.splice(0).map((thread) => thread.terminate()));
    },
  };
}

function startThread(url: URL): Worker {
  const thread = new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
  thread.unref();
  return thread;
}
