import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';
import type { ArimaOrder } from './arimaOrder.js';
import { partialsFromCoefficients } from './partialAutocorrelations.js';

/** Why the search for the maximum of a likelihood ended. */
export type ArimaConvergence = 'gradient' | 'stalled' | 'no-descent' | 'iteration-limit';

/** The stored state of an ARIMA model: parameters, and of the past only what the next forecast needs. */
export interface ArimaState extends ModelState<'arima'> {
  readonly version: 1;
  readonly order: ArimaOrder;
  /** The autoregressive coefficients, lag 1 first. */
  readonly ar: readonly number[];
  /** The moving average coefficients, lag 1 first. */
  readonly ma: readonly number[];
  /** The mean of the differenced series, where one was fitted. */
  readonly constant?: number;
  /** Standard errors of `ar`, `ma` and `constant` in this order; `null` where there is none. */
  readonly standardErrors: readonly (number | null)[];
  readonly sigma2: number;
  readonly logLikelihood: number;
  /** The number of differenced observations of the fit. */
  readonly n: number;
  readonly convergence: ArimaConvergence;
  /** The last p + d observations. */
  readonly levels: readonly number[];
  /** The last q innovations, the latest first. */
  readonly innovations: readonly number[];
  /** Their covariance in units of sigma², row-major; absent once the past is long enough to know them exactly. */
  readonly innovationCovariance?: readonly number[];
}

/** A stored autoregression may seem to be outside the unit circle by this, for rounding. */
const tolerance = 1e-6;

const parse = /* @__PURE__ */ createStateParser<ArimaState>('arima', 1, () => {
  const order = z.int().check(z.nonnegative());
  return z.strictObject({
    kind: z.literal('arima'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    order: z.tuple([order, order, order]),
    ar: z.array(z.number()),
    ma: z.array(z.number()),
    constant: z.exactOptional(z.number()),
    standardErrors: z.array(z.nullable(z.number().check(z.nonnegative()))),
    sigma2: z.number().check(z.positive()),
    logLikelihood: z.number(),
    n: z.int().check(z.positive()),
    convergence: z.enum(['gradient', 'stalled', 'no-descent', 'iteration-limit']),
    levels: z.array(z.number()),
    innovations: z.array(z.number()),
    innovationCovariance: z.exactOptional(z.array(z.number())),
  });
});

/** The state in unknown data, checked and frozen: also that its parts fit its order, and that it is stationary. */
export function parseArimaState(unknownState: unknown): ArimaState {
  const state = parse(unknownState);
  const [p, d, q] = state.order;
  requireLength('ar', state.ar, p);
  requireLength('ma', state.ma, q);
  const parameters = p + q + (state.constant === undefined ? 0 : 1);
  requireLength('standardErrors', state.standardErrors, parameters);
  requireLength('levels', state.levels, p + d);
  requireLength('innovations', state.innovations, q);
  if (state.innovationCovariance !== undefined) {
    requireLength('innovationCovariance', state.innovationCovariance, q * q);
  }
  if (state.n < parameters + 3) {
    throw new SerializationError({
      message: `state.n is ${state.n}, too few observations for ${parameters} parameters. Save the model again from its source.`,
      path: 'state.n',
    });
  }
  const drawnIn = Float64Array.from(state.ar, (c, i) => c * (1 - tolerance) ** (i + 1));
  if (partialsFromCoefficients(drawnIn) === undefined) {
    throw new SerializationError({
      message: 'state.ar is not a stationary autoregression. Save the model again from its source.',
      path: 'state.ar',
    });
  }
  return state;
}

function requireLength(field: string, values: readonly unknown[], length: number): void {
  if (values.length === length) return;
  throw new SerializationError({
    message: `state.${field} must have length ${length} to fit state.order, got ${values.length}. Save the model again from its source.`,
    path: `state.${field}`,
  });
}
