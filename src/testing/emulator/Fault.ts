import { requireInteger, requireNumber, requireOneOf } from '../../errors/index.js';
import type { EmulatorRequest } from './EmulatorRequest.js';
import { type ErrorShape, errorShapes } from './errorShapes.js';

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
      /** The HTTP status. */
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>> | undefined;
      readonly body?: unknown;
    }
  | {
      /** An error in one of the shapes seen in the wild, see {@link ErrorShape}. */
      readonly kind: 'error';
      readonly shape: ErrorShape;
      /** The HTTP status. */
      readonly status: number;
      /** CoinGecko's own error code, a number. Default: the status. */
      readonly code?: number | undefined;
      /** Default: `Emulated error`. */
      readonly message?: string | undefined;
    }
  | {
      /** A page of HTML, as a proxy or firewall sends. */
      readonly kind: 'html';
      /** The HTTP status. Default 200. */
      readonly status?: number | undefined;
    }
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
  | {
      /** The proper answer, after a wait. */
      readonly kind: 'delay';
      /** How long to wait on the emulator's clock, milliseconds. */
      readonly durationMs: number;
    }
  /** The proper answer, said to be something else, by default `text/html`. */
  | { readonly kind: 'contentType'; readonly contentType?: string | undefined }
  | {
      /**
       * A chart or candles with defects at every n-th point, counted from 1; other answers stay as they are, but
       * for `nulls`, which also takes figures from `/coins/markets` and changes from `/simple/price`.
       *
       * `duplicatePoints`: it comes twice. `missingPoints`: it does not come. `nulls`: its values are null, in
       * charts only. `zeroVolumes`: its volume is 0.
       */
      readonly kind: 'duplicatePoints' | 'missingPoints' | 'nulls' | 'zeroVolumes';
      /** Of how many points one has the defect. Default 10. */
      readonly every?: number | undefined;
      /** The columns of a chart that have the defect. Default all. */
      readonly columns?: readonly ChartColumn[] | undefined;
    }
  /** A chart whose market capitalisations lack their last point. */
  | { readonly kind: 'unequalArrays' };

/** A column of a chart, as CoinGecko names it. */
export type ChartColumn = 'prices' | 'market_caps' | 'total_volumes';

/**
 * What goes wrong when: a list is used up one entry a request, `null` being a proper answer, as is everything
 * after its end; a function decides for each request.
 */
export type FaultScript =
  | readonly (Fault | null)[]
  | ((request: EmulatorRequest) => Fault | null | undefined);

export const faultKinds = [
  'rateLimit',
  'status',
  'error',
  'html',
  'cutOff',
  'brokenOff',
  'empty',
  'reset',
  'stall',
  'delay',
  'contentType',
  'duplicatePoints',
  'missingPoints',
  'nulls',
  'zeroVolumes',
  'unequalArrays',
] as const satisfies readonly Fault['kind'][];

/** What goes wrong with each request in turn, checked as far as it is known beforehand. */
export function readFaultScript(script: FaultScript): (request: EmulatorRequest) => Fault | null {
  if (typeof script === 'function') return (request) => requireFault('faults()', script(request) ?? null);
  const left = script.map((fault, index) => requireFault(`faults[${index}]`, fault));
  return () => left.shift() ?? null;
}

function requireFault(argument: string, fault: Fault | null): Fault | null {
  if (fault === null) return null;
  requireOneOf(`${argument}.kind`, fault.kind, faultKinds);
  if (fault.kind === 'status' || fault.kind === 'error') {
    requireInteger(`${argument}.status`, fault.status, { min: 200, max: 599 });
  }
  if (fault.kind === 'error') requireOneOf(`${argument}.shape`, fault.shape, errorShapes);
  if (fault.kind === 'delay') requireNumber(`${argument}.durationMs`, fault.durationMs, { min: 0 });
  if ('every' in fault && fault.every !== undefined) {
    requireInteger(`${argument}.every`, fault.every, { min: 1 });
  }
  return fault;
}
