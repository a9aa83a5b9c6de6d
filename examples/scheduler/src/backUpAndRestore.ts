import { open, readFile, rename, rm } from 'node:fs/promises';
import { createModelRegistry, type ModelRegistry } from 'coincast';
import { readConfig } from './config/readConfig.js';
import { UsageError } from './failure.js';
import { connectRedis } from './services/connectRedis.js';
import { openWritableStores } from './services/openWritableStores.js';
import { type Surroundings, withExitCode } from './start.js';

/** Writes all versions and journals of the registry into one file, verified; gives the exit code. */
export function backUp(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  return withRegistry('backup', argv, surroundings, async (registry, file) => {
    const archive = await registry.exportAll();
    await writeWhole(file, archive);
    const { versions } = await registry.verify();
    return `${file}: ${versions} versions, ${(archive.length / 1024).toFixed(0)} KiB`;
  });
}

/** Brings back what a file holds and the registry does not; what is damaged is replaced. Gives the exit code. */
export function restore(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  return withRegistry('restore', argv, surroundings, async (registry, file) => {
    const archive = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${file} cannot be read (${error.code})`);
    });
    const { written, present, repaired } = await registry.importAll(archive, { repair: true });
    const { clean, damage } = await registry.verify();
    if (!clean) throw new Error(`The registry is still damaged: ${damage[0]?.problem}`);
    return `${file}: ${written} keys brought back, ${repaired} repaired, ${present} were there; the registry is whole`;
  });
}

function withRegistry(
  command: string,
  argv: readonly string[],
  surroundings: Surroundings,
  act: (registry: ModelRegistry, file: string) => Promise<string>,
): Promise<number> {
  return withExitCode(surroundings, async () => {
    const [file] = argv;
    if (file === undefined || argv.length > 1 || file.startsWith('-')) {
      throw new UsageError(`npm run ${command} -w examples/scheduler -- FILE: name one file`);
    }
    const config = readConfig(surroundings.env);
    const redis = config.redisUrl === undefined ? undefined : await connectRedis(config.redisUrl);
    try {
      const { models } = await openWritableStores(config.dataDir, redis);
      surroundings.stdout.write(`${await act(createModelRegistry({ store: models }), file)}.\n`);
      return 0;
    } finally {
      redis?.disconnect();
    }
  });
}

/** Beside its place first, flushed, then renamed into it: a backup is whole or not there. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new UsageError(`${path} cannot be written (${(error as NodeJS.ErrnoException).code})`, {
      cause: error,
    });
  }
}
