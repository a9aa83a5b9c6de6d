import type { Logger } from 'coincast';
import { Redis } from 'ioredis';

/** Two connections to one Redis, as two kinds of use want different patience. */
export interface RedisConnections {
  /** For caches and counters: a command that cannot be sent at once, or takes longer than 250 ms, fails. */
  readonly fast: Redis;
  /** For models and jobs: a command may take 5 s. */
  readonly store: Redis;
  /** Whether Redis answers. */
  isReachable(): boolean;
  close(): void;
}

/** Connects; Redis may be down, then or later: connections come back by themselves. */
export async function connectRedis(url: string, logger: Logger): Promise<RedisConnections> {
  const connect = (commandTimeout: number) =>
    new Redis(url, {
      commandTimeout,
      connectTimeout: 2000,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      retryStrategy: (times) => Math.min(100 * times, 1000),
    });
  const connections = [connect(250), connect(5000)] as const;
  const [fast, store] = connections;
  let wasReachable = true;
  for (const connection of connections) connection.on('error', () => {});
  fast.on('close', () => {
    if (wasReachable)
      logger.warn({}, 'Redis cannot be reached: caches and limits are those of each process.');
    wasReachable = false;
  });
  fast.on('ready', () => {
    if (!wasReachable) logger.info({}, 'Redis can be reached again.');
    wasReachable = true;
  });
  await Promise.all(connections.map(firstAnswer));
  return {
    fast,
    store,
    isReachable: () => fast.status === 'ready',
    close() {
      for (const connection of connections) connection.disconnect();
    },
  };
}

/** Until the connection stands, or two seconds have passed. */
function firstAnswer(connection: Redis): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 2000);
    connection.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
