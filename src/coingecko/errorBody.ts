/** What an error body says, whichever of CoinGecko's shapes it has. */
export interface ErrorBody {
  /** CoinGecko's own code, such as 10012. */
  readonly apiCode?: number;
  /** CoinGecko's own words, shortened. */
  readonly apiMessage?: string;
}

const longestMessage = 200;

/**
 * Reads an error body in any of the shapes seen in the wild: `{"error":"..."}`, `{"status":{...}}`,
 * `{"error":{"status":{...}}}`, the hybrid `{"error_code":..., "status":{"error_message":...}}`, plain text
 * such as `error code: 1015`, a firewall's HTML page, or nothing.
 */
export function readErrorBody(text: string): ErrorBody {
  const trimmed = text.trim();
  if (trimmed === '') return {};
  if (trimmed.startsWith('<')) return readHtml(trimmed);
  let body: unknown;
  try {
    body = JSON.parse(trimmed);
  } catch {
    return readPlainText(trimmed);
  }
  return typeof body === 'string' ? readPlainText(body) : readJson(body);
}

function readJson(body: unknown): ErrorBody {
  const outer = fields(body);
  const error = fields(outer['error']);
  const candidates = [outer, fields(outer['status']), error, fields(error['status'])];
  const code = candidates.map((candidate) => readCode(candidate['error_code'])).find(Number.isSafeInteger);
  const message = [
    ...candidates.map((candidate) => candidate['error_message']),
    outer['error'],
    outer['message'],
  ].find((value): value is string => typeof value === 'string' && value !== '');
  return describe(code, message);
}

function readCode(code: unknown): number | undefined {
  if (typeof code === 'number') return code;
  return typeof code === 'string' && /^\d{3,5}$/.test(code) ? Number(code) : undefined;
}

function readPlainText(text: string): ErrorBody {
  const code = /^error code: (\d{3,5})$/i.exec(text)?.[1];
  return describe(code === undefined ? undefined : Number(code), text);
}

function readHtml(html: string): ErrorBody {
  const title = /<title[^>]{0,200}>([^<]{1,200})<\/title>/i.exec(html)?.[1];
  const code = /error code:?\s*(\d{3,5})/i.exec(html)?.[1];
  return describe(code === undefined ? undefined : Number(code), title ?? 'an HTML page');
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function describe(apiCode: number | undefined, message: string | undefined): ErrorBody {
  const words = message?.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const short =
    words === undefined || words.length <= longestMessage
      ? words
      : `${words.slice(0, longestMessage - 3)}...`;
  return {
    ...(apiCode === undefined ? {} : { apiCode }),
    ...(short === undefined || short === '' ? {} : { apiMessage: short }),
  };
}
