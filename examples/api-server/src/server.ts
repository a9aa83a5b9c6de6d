import cluster from 'node:cluster';
import { ConfigError, readConfig } from './config/readConfig.js';
import { createLogger } from './createLogger.js';
import { runPrimary } from './runPrimary.js';
import { serve } from './serve.js';

// npm runs a workspace's scripts in its folder; paths are meant from where the command was typed.
if (process.env['INIT_CWD'] !== undefined) process.chdir(process.env['INIT_CWD']);

try {
  const config = readConfig(process.env);
  const logger = await createLogger(config, cluster.worker?.id);
  if (config.workers > 1 && cluster.isPrimary) await runPrimary(config, logger);
  else await serve(config, logger);
} catch (error) {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  const code = (error as NodeJS.ErrnoException).code;
  process.stderr.write(
    `${code === 'EADDRINUSE' ? 'PORT: another program listens there.' : (error as Error).stack}\n`,
  );
  process.exit(1);
}
