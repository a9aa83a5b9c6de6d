import { Interruption } from './failure.js';
import { run } from './run.js';

const controller = new AbortController();

// Once each: the second Ctrl-C ends the process the hard way.
process.once('SIGINT', () => controller.abort(new Interruption(130)));
process.once('SIGTERM', () => controller.abort(new Interruption(143)));

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: controller.signal,
});
