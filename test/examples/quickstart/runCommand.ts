import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from 'coincast';
import { run } from '../../../examples/quickstart/src/run.js';

/** What came of one run of the command. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Half past some hour, as an hour that has just begun may lack its newest price. */
const clock = { ...systemClock, now: () => Date.UTC(2026, 2, 15, 12, 34) };

/** Runs the command in this process. `onWrite` sees each piece of standard output. */
export async function runCommand(
  argv: readonly string[],
  {
    env = {},
    signal = new AbortController().signal,
    onWrite = () => {},
  }: { env?: NodeJS.ProcessEnv; signal?: AbortSignal; onWrite?: (text: string) => void } = {},
): Promise<CommandResult> {
  const written = { stdout: '', stderr: '' };
  const exitCode = await run(argv, {
    env,
    signal,
    clock,
    stdout: {
      write(text: string | Uint8Array) {
        written.stdout += text;
        onWrite(String(text));
        return true;
      },
    },
    stderr: {
      write(text: string | Uint8Array) {
        written.stderr += text;
        return true;
      },
    },
  });
  return { exitCode, ...written };
}

/** Does something with an empty folder that is gone afterwards. */
export async function withFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'coincast-quickstart-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The names in a folder, none when there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
