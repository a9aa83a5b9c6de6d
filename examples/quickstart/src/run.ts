import type { Clock } from 'coincast';
import { parseArguments, type Settings } from './cli.js';
import { describeFailure } from './failure.js';
import { travel } from './journey.js';
import { createProgress, type Output } from './progress.js';
import { openSource } from './source.js';
import { summarize } from './summary.js';

/** What the command needs of its process. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly signal: AbortSignal;
  /** What the time is in the simulated market. Default: the clock of the machine. */
  readonly clock?: Clock | undefined;
}

/** Runs the command and gives its exit code: 0, 1 (failed), 2 (wrong flag or data), 130 and the like (stopped). */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { stdout, stderr } = surroundings;
  try {
    const settings = parseArguments(argv);
    if ('help' in settings) stdout.write(settings.help);
    else stdout.write(await journeyOf(settings, surroundings));
    return 0;
  } catch (error) {
    const failure = describeFailure(error);
    if (failure === undefined) {
      stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      return 1;
    }
    stderr.write(`${failure.sentence}\n`);
    return failure.exitCode;
  }
}

async function journeyOf(settings: Settings, { env, stdout, signal, clock }: Surroundings): Promise<string> {
  const progress = createProgress(stdout);
  const source = await openSource(settings, { env, clock, tell: progress.tell });
  try {
    stdout.write(`${source.provenance}\n`);
    return summarize(await travel(settings, source, { signal, onProgress: progress.report }));
  } finally {
    progress.stop();
    await source.close();
  }
}
