import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A local server that takes messages, as Slack does, or refuses them. */
export interface Hook {
  readonly url: string;
  /** The bodies of what it took, parsed. */
  readonly taken: Record<string, unknown>[];
  /** How many it refused. */
  refused: number;
  /** Whether it is down. */
  isDown: boolean;
  close(): void;
}

/** Starts a hook whose URL holds a secret. */
export async function startHook(): Promise<Hook> {
  const taken: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (hook.isDown) {
      hook.refused++;
      response.writeHead(503).end('down');
      return;
    }
    const text = Buffer.concat(chunks).toString();
    taken.push(text === '' ? {} : JSON.parse(text));
    response.end('ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hook: Hook = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/services/s3cret-token`,
    taken,
    refused: 0,
    isDown: false,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return hook;
}
