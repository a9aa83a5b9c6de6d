const coinGeckoTime = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?: ?(?:UTC|Z|([+-])(\d\d):?(\d\d)))?$/;

/**
 * How long the server asks to wait, milliseconds: by `Retry-After` (seconds or an HTTP date), else by
 * `x-ratelimit-reset` (`2026-03-09 03:28:00 +0000`, or UNIX seconds); `undefined` when it asks for nothing,
 * for no time at all, or unreadably.
 *
 * Points in time are measured from the response's own `Date`, so that a wrong local clock does no harm.
 */
export function serverWaitMs(headers: Headers, now: number): number | undefined {
  const serverNow = parseHttpDate(headers.get('date')) ?? now;
  const waits = [
    parseRetryAfter(headers.get('retry-after'), serverNow),
    parseReset(headers.get('x-ratelimit-reset'), serverNow),
  ];
  return waits.find((wait) => wait !== undefined && wait > 0);
}

function parseRetryAfter(text: string | null, serverNow: number): number | undefined {
  if (text === null) return undefined;
  if (/^\d{1,10}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = parseHttpDate(text);
  return date === undefined ? undefined : date - serverNow;
}

/** By hand, because engines other than V8 need not accept this format in `Date.parse`. */
function parseReset(text: string | null, serverNow: number): number | undefined {
  if (text === null) return undefined;
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000 - serverNow;
  const match = coinGeckoTime.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const offsetMinutes = Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0);
  const utc = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
  return utc - (match[7] === '-' ? -1 : 1) * offsetMinutes * 60_000 - serverNow;
}

function parseHttpDate(text: string | null): number | undefined {
  if (text === null || !/^[A-Z][a-z]{2,8},? /.test(text)) return undefined;
  // The old form without a zone means GMT, but engines read it as local time.
  const time = Date.parse(/(GMT|UTC|Z|[+-]\d{4})$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : time;
}
