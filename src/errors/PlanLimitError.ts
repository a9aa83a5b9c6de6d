import { CoincastError } from './CoincastError.js';

/** What a {@link PlanLimitError} is made of. */
export interface PlanLimitErrorDetails {
  /** The whole sentence: what was wrong with the value, and what to do next. */
  readonly message: string;
  /** The plan of the client: `keyless`, `demo` or `pro`. */
  readonly plan: string;
  /** The path asked for; absent when the call was refused before it was made. */
  readonly endpoint?: string | undefined;
  /** CoinGecko's own error code, where the body names one. */
  readonly apiCode?: number | undefined;
}

/**
 * The request lies outside what the CoinGecko plan allows.
 */
export class PlanLimitError extends CoincastError {
  override readonly name = 'PlanLimitError';
  override readonly code = 'plan-limit';
  /** The plan of the client: `keyless`, `demo` or `pro`. */
  readonly plan: string;
  /** The path asked for; absent when the call was refused before it was made. */
  readonly endpoint: string | undefined | undefined;
  /** CoinGecko's own error code, where the body names one. */
  readonly apiCode: number | undefined | undefined;

  constructor(details: PlanLimitErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.plan = details.plan;
    this.endpoint = details.endpoint;
    this.apiCode = details.apiCode;
  }
}
