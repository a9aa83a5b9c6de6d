import { requireOneOf } from '../../errors/index.js';

/** One way in which the emulator fails to answer properly. */
export type Fault =
  | {
      /** Status 429, with the waits given. */
      readonly kind: 'rateLimit';
      /** The header `Retry-After`: seconds, or an HTTP date. */
      readonly retryAfter?: number | string | undefined;
      /** The header `x-ratelimit-reset` in CoinGecko's format, this many milliseconds from now. */
      readonly resetInMs?: number | undefined;
    }
  | {
      /** Any status, with headers and a body given: an object goes out as JSON, a string as it is. */
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      readonly body?: unknown;
    }
  /** Status 200 (or another) with a page of HTML, as a proxy or firewall sends. */
  | { readonly kind: 'html'; readonly status?: number | undefined }
  /** The proper answer's first half, as if it were whole: JSON that breaks off. */
  | { readonly kind: 'cutOff' }
  /** The proper answer's first half, then the connection is lost. */
  | { readonly kind: 'brokenOff' }
  /** Status 200 with no body. */
  | { readonly kind: 'empty' }
  /** The connection is reset before any answer. */
  | { readonly kind: 'reset' }
  /** The proper answer's first half, then silence. */
  | { readonly kind: 'stall' }
  /** The proper answer, after a wait on the emulator's clock. */
  | { readonly kind: 'delay'; readonly durationMs: number };

/**
 * What goes wrong when: a list is used up one entry a request, `null` being a proper answer, as is everything
 * after its end; a function decides for each request.
 */
export type FaultScript<Request> =
  | readonly (Fault | null)[]
  | ((request: Request) => Fault | null | undefined);

const kinds = [
  'rateLimit',
  'status',
  'html',
  'cutOff',
  'brokenOff',
  'empty',
  'reset',
  'stall',
  'delay',
] as const satisfies readonly Fault['kind'][];

/** What goes wrong with each request in turn, checked as far as it is known beforehand. */
export function readFaultScript<Request>(script: FaultScript<Request>): (request: Request) => Fault | null {
  if (typeof script === 'function') return (request) => requireFault('faults()', script(request) ?? null);
  const left = script.map((fault, index) => requireFault(`faults[${index}]`, fault));
  return () => left.shift() ?? null;
}

function requireFault(argument: string, fault: Fault | null): Fault | null {
  if (fault !== null) requireOneOf(`${argument}.kind`, fault.kind, kinds);
  return fault;
}
