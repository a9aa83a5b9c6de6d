import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline as pipe } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { IntegrityError, SerializationError } from 'coincast';
import { UsageError } from '../failure.js';

const first = JSON.stringify({ format: 'coincast-backup', formatVersion: 1 });
/** Characters of the longest line: a registry's archive of 256 MiB as base64. */
const longest = 2 ** 29 - 2 ** 24;

/**
 * Writes lines into a gzipped file, its format in the first one, their number and SHA-256 in the last: whole or not there.
 *
 * @throws UsageError when the file cannot be written.
 */
export async function writeBackupFile(path: string, lines: AsyncIterable<string>): Promise<number> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = createWriteStream(temporary, { flush: true });
  try {
    await pipeline(sealed(lines), createGzip(), file);
    await rename(temporary, path);
    return file.bytesWritten;
  } catch (error) {
    await rm(temporary, { force: true });
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UsageError(`${path} cannot be written (${code})`, { cause: error });
  }
}

async function* sealed(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const seal = createSeal();
  yield `${first}\n`;
  for await (const line of lines) yield `${seal.add(line)}\n`;
  yield `${seal.last()}\n`;
}

/**
 * The lines of a file that {@link writeBackupFile} wrote. Only at its end is known whether it is whole: read it once to the
 * end before anything is done with it.
 *
 * @throws UsageError when the file cannot be read.
 * @throws IntegrityError when it was cut off or altered.
 * @throws SerializationError when it is no backup, or one of a newer release.
 */
export async function* readBackupFile(path: string): AsyncGenerator<string> {
  const seal = createSeal();
  let last: string | undefined;
  let isFirst = true;
  for await (const line of linesOf(path)) {
    if (isFirst && line !== first) throw noBackup(path, undefined);
    isFirst = false;
    if (last !== undefined && last !== first) yield seal.add(last);
    last = line;
  }
  if (last === undefined) throw noBackup(path, undefined);
  if (last === seal.last()) return;
  throw new IntegrityError({
    message: `${path} is cut off or was altered. Take another backup.`,
    expected: seal.last(),
    actual: last.slice(0, 200),
  });
}

function createSeal() {
  const hash = createHash('sha256');
  let lines = 0;
  return {
    add(line: string): string {
      hash.update(line).update('\n');
      lines++;
      return line;
    },
    last: () => JSON.stringify({ lines, sha256: hash.copy().digest('hex') }),
  };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let parts: string[] = [];
  let length = 0;
  try {
    const text = pipe(createReadStream(path), createGunzip(), () => {}).setEncoding('utf8');
    for await (const chunk of text as AsyncIterable<string>) {
      const pieces = chunk.split('\n');
      for (const [i, piece] of pieces.entries()) {
        length += piece.length;
        if (length > longest) throw noBackup(path, undefined);
        parts.push(piece);
        if (i === pieces.length - 1) break;
        yield parts.join('');
        parts = [];
        length = 0;
      }
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== undefined) throw new UsageError(`${path} cannot be read (${code})`, { cause: error });
    // What zlib says of bytes that are none of its, or too few.
    throw code?.startsWith('Z_') ? noBackup(path, error) : error;
  }
  if (length > 0) yield parts.join('');
}

function noBackup(path: string, cause: unknown): SerializationError {
  const message = `${path} is no backup that this release can read, or cut off. Name a file that npm run backup wrote.`;
  return new SerializationError({ message }, { cause });
}
