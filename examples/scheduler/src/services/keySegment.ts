import { createHash } from 'node:crypto';

/**
 * A coin's id as part of a key, at most 60 characters of `a-z 0-9 . _ -`. An id that has others, or more, gets digits of
 * its hash behind it, so that no two coins are called the same.
 */
export function keySegment(coin: string): string {
  if (
    /^[a-z0-9](?:[a-z0-9._-]{0,58}[a-z0-9])?$/.test(coin) &&
    !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/.test(coin)
  ) {
    return coin;
  }
  const readable = coin
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 40);
  const digits = createHash('sha256').update(coin).digest('hex').slice(0, 12);
  return `_${readable}_${digits}`;
}
