import { type Clock, systemClock } from 'coincast';
import { help, parseFlags } from './cli.js';
import { readConfig } from './config/readConfig.js';
import { createLogger } from './createLogger.js';
import { startFleet } from './distributed/startFleet.js';
import { describeFailure } from './failure.js';
import type { Output } from './progress.js';
import { startEmbedded } from './startEmbedded.js';

/** What a command needs of its process. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly signal: AbortSignal;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** Runs the scheduler and gives its exit code: 0, 1 (failed), 2 (the environment must change), 130 and the like (stopped). */
export async function start(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  return withExitCode(surroundings, async () => {
    const { stdout, stderr } = surroundings;
    const flags = parseFlags(argv);
    if (flags.help) {
      stdout.write(help);
      return 0;
    }
    const config = readConfig(surroundings.env);
    const begin = config.redisUrl === undefined || flags.dryRun ? startEmbedded : startFleet;
    // A bar and log lines of everything do not go together.
    const logLevel = stderr.isTTY === true && !('LOG_LEVEL' in surroundings.env) ? 'warn' : config.logLevel;
    const logger = createLogger({ ...config, logLevel }, stderr);
    return begin(flags, config, { ...surroundings, clock: surroundings.clock ?? systemClock, logger });
  });
}

/** The exit code of what a command does; what goes wrong is told in a sentence, or with its stack where nobody foresaw it. */
export async function withExitCode(
  { stderr }: Pick<Surroundings, 'stderr'>,
  act: () => Promise<number>,
): Promise<number> {
  try {
    return await act();
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
