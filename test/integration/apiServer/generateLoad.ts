import { Agent, get } from 'node:http';

/** What came of the requests of a load. */
export interface LoadResult {
  /** How many were answered, by status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** The first problems that were answered, as the service told them. */
  readonly problems: readonly string[];
  /** Requests that got no whole answer. */
  readonly lost: readonly string[];
  /** The model versions that answered, by when the first answer of each came, ms since the start. */
  readonly versions: ReadonlyMap<string, number>;
}

/** A load that goes on until it is stopped. */
export interface Load {
  /** Ends it once what was sent is answered. */
  stop(): Promise<LoadResult>;
}

/** Asks for paths in turn, over so many connections that are kept open, as a load balancer does. */
export function generateLoad(url: string, paths: readonly string[], connections = 8): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const statuses: Record<number, number> = {};
  const problems: string[] = [];
  const lost: string[] = [];
  const versions = new Map<string, number>();
  const startedAt = Date.now();
  let isStopped = false;
  let count = 0;

  async function work(): Promise<void> {
    while (!isStopped) {
      const path = paths[count++ % paths.length]!;
      try {
        const { status, body } = await ask(new URL(path, url), agent);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (status >= 400 && problems.length < 10) problems.push(`${path}: ${body}`);
        const version = /"version":"([^"]+)"/.exec(body)?.[1];
        if (version !== undefined && !versions.has(version)) versions.set(version, Date.now() - startedAt);
      } catch (error) {
        lost.push(`${path}: ${(error as Error).message}`);
      }
    }
  }

  const workers = Array.from({ length: connections }, work);
  return {
    async stop() {
      isStopped = true;
      await Promise.all(workers);
      agent.destroy();
      return { statuses, problems, lost, versions };
    },
  };
}

/**
 * One request. A server may close a connection that was kept open just as the next request goes out on it: that request
 * was not accepted, and is sent again on a new one, as every client of HTTP does (RFC 9110, section 9.2.2).
 */
function ask(url: URL, agent: Agent): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode!, body }));
      response.on('error', reject);
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const wasNotAccepted = request.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '');
      if (wasNotAccepted) ask(url, agent).then(resolve, reject);
      else reject(error);
    });
  });
}
