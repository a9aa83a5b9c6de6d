import { parseArgs } from 'node:util';
import { UsageError } from './failure.js';

/** What the command line asks for. */
export interface Flags {
  /** One run now, then the end. */
  readonly once: boolean;
  /** One run now that changes nothing and tells nobody. */
  readonly dryRun: boolean;
  readonly help: boolean;
}

/** What `--help` shows. */
export const help = `npm start -w examples/scheduler -- [--once] [--dry-run]

Retrains the models of COINS by RETRAIN_CRON, for ever.

  --once     one run now, then the end: 0 if a coin came through, 1 if none did
  --dry-run  one run now that is shown and changes nothing: no model, record, alert or heartbeat
  --help     show this

Everything else is said by environment variables; README.md lists them.
`;

/**
 * Reads the command line.
 *
 * @throws UsageError when a flag is unknown.
 */
export function parseFlags(argv: readonly string[]): Flags {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { once: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, help: { type: 'boolean' } },
    });
    return { once: values.once ?? false, dryRun: values['dry-run'] ?? false, help: values.help ?? false };
  } catch (error) {
    const [sentence] = (error as Error).message.split('. ');
    throw new UsageError(`${sentence}; --help shows what is known.`);
  }
}
