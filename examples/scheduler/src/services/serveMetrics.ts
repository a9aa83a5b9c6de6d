import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../failure.js';
import type { Output } from '../progress.js';
import type { Metrics } from './createMetrics.js';

/**
 * Serves `GET /metrics` on a port, where one is wanted; 0 is any that is free. Says where, and gives what ends it.
 *
 * @throws UsageError when the port is taken.
 */
export async function serveMetrics(
  { register }: Metrics,
  port: number | undefined,
  output: Output,
): Promise<() => void> {
  if (port === undefined) return () => {};
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', register.contentType);
    response.end(await register.metrics());
  });
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new UsageError(
      `METRICS_PORT: ${port} cannot be listened on (${(error as NodeJS.ErrnoException).code})`,
    );
  }
  output.write(`Metrics at http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics\n`);
  return () => {
    server.close();
    server.closeAllConnections();
  };
}
