import { Interruption } from './failure.js';
import type { Surroundings } from './start.js';

/** What a command needs, of this process. */
export function processSurroundings(): Surroundings {
  // npm runs a workspace's scripts in its folder; paths are meant from where the command was typed.
  if (process.env['INIT_CWD'] !== undefined) process.chdir(process.env['INIT_CWD']);
  const controller = new AbortController();
  // Once each: the second Ctrl-C ends the process the hard way.
  process.once('SIGINT', () => controller.abort(new Interruption(130)));
  process.once('SIGTERM', () => controller.abort(new Interruption(143)));
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  const { env, stdout, stderr } = process;
  return { env, stdout, stderr, signal: controller.signal };
}
