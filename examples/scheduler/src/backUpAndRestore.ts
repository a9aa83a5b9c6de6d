import { createForecastLedger, createModelRegistry } from 'coincast';
import { readBackupFile, writeBackupFile } from './backup/backupFile.js';
import { type Belongings, backupLines, isOfType, linesOfType } from './backup/contents.js';
import { readConfig } from './config/readConfig.js';
import { UsageError } from './failure.js';
import { createRunLog } from './run/createRunLog.js';
import { connectRedis } from './services/connectRedis.js';
import { openWritableStores } from './services/openWritableStores.js';
import { type Surroundings, withExitCode } from './start.js';

/** Writes the registry, the ledger and the records of all runs into one file, verified; gives the exit code. */
export function backUp(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  return withBelongings('backup', argv, surroundings, async (belongings, file) => {
    const bytes = await writeBackupFile(file, backupLines(belongings));
    const { versions } = await belongings.registry.verify();
    const { runs, lines } = await restorable(file);
    return `${file}: ${versions} versions, ${runs} runs, ${lines} lines of the ledger, ${(bytes / 1024).toFixed(0)} KiB`;
  });
}

/** Brings back what a file holds and is missing; damaged versions and records are replaced. Gives the exit code. */
export function restore(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  return withBelongings('restore', argv, surroundings, async ({ registry, ledger, runLog }, file) => {
    // Read to its end before anything is written.
    await restorable(file);
    const keys = { written: 0, repaired: 0, present: 0 };
    for await (const { base64 } of linesOfType(readBackupFile(file), 'registry')) {
      const { written, repaired, present } = await registry.importAll(Buffer.from(base64, 'base64'), {
        repair: true,
      });
      Object.assign(keys, { written, repaired, present });
    }
    const runs = { written: 0, repaired: 0, present: 0 };
    for await (const { run, text } of linesOfType(readBackupFile(file), 'run')) {
      runs[await runLog.bringBack(run, text)]++;
    }
    const lines = await ledger.importLines(ledgerLines(file));
    const { clean, damage } = await registry.verify();
    if (!clean) throw new Error(`The registry is still damaged: ${damage[0]?.problem}`);
    // Reading it is what verifies it.
    for await (const _ of ledger.exportLines());
    return [
      `${file}: ${keys.written} keys brought back, ${keys.repaired} repaired, ${keys.present} were there`,
      `${runs.written} runs brought back, ${runs.repaired} repaired, ${runs.present} were there`,
      `${lines.written} lines of the ledger brought back, ${lines.present} were there; all of it is whole`,
    ].join('; ');
  });
}

/** Reads a file to its end, which verifies it, and counts what it holds. */
async function restorable(file: string): Promise<{ runs: number; lines: number }> {
  const count = { runs: 0, lines: 0 };
  for await (const line of readBackupFile(file)) {
    if (isOfType(line, 'run')) count.runs++;
    if (isOfType(line, 'ledger')) count.lines++;
  }
  return count;
}

async function* ledgerLines(file: string): AsyncGenerator<string> {
  for await (const { line } of linesOfType(readBackupFile(file), 'ledger')) yield line;
}

function withBelongings(
  command: string,
  argv: readonly string[],
  surroundings: Surroundings,
  act: (belongings: Belongings, file: string) => Promise<string>,
): Promise<number> {
  return withExitCode(surroundings, async () => {
    const [file] = argv;
    if (file === undefined || argv.length > 1 || file.startsWith('-')) {
      throw new UsageError(`npm run ${command} -w examples/scheduler -- FILE: name one file`);
    }
    const config = readConfig(surroundings.env);
    const redis = config.redisUrl === undefined ? undefined : await connectRedis(config.redisUrl);
    try {
      const { models, records } = await openWritableStores(config.dataDir, redis);
      const belongings = {
        registry: createModelRegistry({ store: models }),
        ledger: createForecastLedger({ store: models }),
        runLog: createRunLog(records),
      };
      surroundings.stdout.write(`${await act(belongings, file)}.\n`);
      return 0;
    } finally {
      redis?.disconnect();
    }
  });
}
