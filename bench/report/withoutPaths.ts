const root = new URL('../..', import.meta.url).pathname;

/** The first line of what an error says, without the places of this machine. */
export function withoutPaths(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .split('\n')[0]!
    .replaceAll(root, '')
    .replaceAll(/(?<![\w.])\/(?:[\w.@+-]+\/)+/g, '');
}
