import { pathToFileURL } from 'node:url';

/** The file of the worker's code, in the same form as this one and beside it: source, ES module or CommonJS. */
export function workerFile(): URL {
  // The build puts the module's path here in CommonJS.
  const here = import.meta.url;
  const url = here.startsWith('file:') ? new URL(here) : pathToFileURL(here);
  const [extension] = /\.\w+$/.exec(url.pathname)!;
  return new URL(`./trainWorker${extension}`, url);
}
