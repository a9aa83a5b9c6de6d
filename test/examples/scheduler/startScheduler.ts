import type { Clock } from 'coincast';
import { Interruption } from '../../../examples/scheduler/src/failure.js';
import { start } from '../../../examples/scheduler/src/start.js';

/** A scheduler in this process, with what it has written so far. */
export interface StartedScheduler {
  readonly stdout: string;
  readonly stderr: string;
  /** Its exit code. */
  readonly done: Promise<number>;
  /** Ends it as SIGTERM does. */
  stop(): void;
}

/** Starts the scheduler as its process would. */
export function startScheduler(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  clock?: Clock,
): StartedScheduler {
  const text = { stdout: '', stderr: '' };
  const output = (name: keyof typeof text) => ({
    write(chunk: unknown) {
      text[name] += String(chunk);
      return true;
    },
  });
  const controller = new AbortController();
  const done = start(argv, {
    env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    signal: controller.signal,
    clock,
  });
  return {
    get stdout() {
      return text.stdout;
    },
    get stderr() {
      return text.stderr;
    },
    done,
    stop: () => controller.abort(new Interruption(143)),
  };
}
