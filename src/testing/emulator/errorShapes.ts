/**
 * The shapes in which CoinGecko and what stands before it have been seen to send errors:
 *
 * - `flat`: `{"error":"..."}`
 * - `status`: `{"status":{"error_code":429,"error_message":"..."}}`
 * - `nested`: `{"error":{"status":{"timestamp":"...","error_code":10012,"error_message":"..."}}}`
 * - `hybrid`: `{"timestamp":"...","error_code":10011,"status":{"error_message":"..."}}`
 * - `text`: `error code: 1015`
 * - `html`: the firewall's page, `Access denied`
 * - `empty`: no body
 */
export type ErrorShape = (typeof errorShapes)[number];

export const errorShapes = ['flat', 'status', 'nested', 'hybrid', 'text', 'html', 'empty'] as const;

/** What an error body tells. */
export interface ErrorFacts {
  readonly code: number;
  readonly message: string;
  readonly now: number;
}

/** An error body: an object where the shape is JSON, else text. */
export function errorBody(shape: ErrorShape, { code, message, now }: ErrorFacts): object | string {
  const timestamp = new Date(now).toISOString();
  switch (shape) {
    case 'flat':
      return { error: message };
    case 'status':
      return { status: { error_code: code, error_message: message } };
    case 'nested':
      return { error: { status: { timestamp, error_code: code, error_message: message } } };
    case 'hybrid':
      return { timestamp, error_code: code, status: { error_message: message } };
    case 'text':
      return `error code: ${code}`;
    case 'html':
      return blockedPage(code);
    case 'empty':
      return '';
  }
}

function blockedPage(code: number): string {
  const title = 'Access denied | api.coingecko.com';
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body>error code: ${code}</body></html>`;
}
