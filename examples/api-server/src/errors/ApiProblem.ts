import { type ProblemCode, problems } from './problems.table.js';

/** What an {@link ApiProblem} tells beside its code. */
export interface ApiProblemOptions extends ErrorOptions {
  /** Seconds after which to try again, as the header Retry-After says it. */
  readonly retryAfterS?: number;
  /** The parts of the request that do not fit. */
  readonly errors?: readonly RequestError[];
}

/** One part of a request that does not fit. */
export interface RequestError {
  /** Where it is, such as `query.steps`. */
  readonly path: string;
  readonly message: string;
}

/** A failure that the caller is told of, as RFC 9457 has it; `detail` says what to do next. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly retryAfterS: number | undefined;
  readonly errors: readonly RequestError[] | undefined;

  constructor(
    code: ProblemCode,
    detail: string,
    { retryAfterS, errors, ...options }: ApiProblemOptions = {},
  ) {
    super(detail, options);
    this.code = code;
    this.retryAfterS = retryAfterS;
    this.errors = errors;
  }

  get statusCode(): number {
    return problems[this.code].status;
  }
}
