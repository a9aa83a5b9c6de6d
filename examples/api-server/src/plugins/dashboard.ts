import fastifyStatic from '@fastify/static';
import type { App } from '../App.js';

/** The dashboard at `/`: the files that the build has put into a folder. */
export async function registerDashboard(scope: App, folder: string): Promise<void> {
  await scope.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    schemaHide: true,
    // Asked for anew each time, and answered 304 while it is the same: a new release is seen at once.
    cacheControl: false,
    setHeaders: (reply) => reply.header('cache-control', 'no-cache'),
  });
}
