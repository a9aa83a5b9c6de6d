/** The file of the worker's code, in the same form as this one, source or build, and beside it. */
export function workerFile(): URL {
  const [extension] = /\.\w+$/.exec(new URL(import.meta.url).pathname)!;
  return new URL(`./trainWorker${extension}`, import.meta.url);
}
