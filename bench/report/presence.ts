import type { Peer } from './BenchReport.js';

/** A peer with its version, or what would have to be installed for it to take part. */
export function presence(name: string, version: string | undefined, needs: string): Peer {
  return version === undefined ? { name, absent: `${needs} not installed here` } : { name, version };
}
