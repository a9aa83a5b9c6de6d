import * as z from 'zod/mini';
import { SerializationError } from '../../errors/index.js';
import type { ModelState } from '../model.js';
import { createStateParser, trainingSummarySchema } from '../modelState.js';
import type { VolatilityInput } from './trainingReturns.js';

/** The stored state of an exponentially weighted volatility model. */
export interface EwmaVolatilityState extends ModelState<'ewma-volatility'> {
  readonly version: 1;
  readonly input: VolatilityInput;
  /** The weight of the past. */
  readonly lambda: number;
  /** The variance the recursion began with. */
  readonly initialVariance: number;
  /** The variance of the last return, given those before it. */
  readonly variance: number;
  /** The last observation. */
  readonly lastValue: number;
  /** The price before the last; absent in a model of returns. */
  readonly previousValue?: number;
}

const parse = /* @__PURE__ */ createStateParser<EwmaVolatilityState>('ewma-volatility', 1, () =>
  z.strictObject({
    kind: z.literal('ewma-volatility'),
    version: z.literal(1),
    training: trainingSummarySchema(),
    input: z.enum(['prices', 'returns']),
    lambda: z.number().check(z.positive(), z.lt(1)),
    initialVariance: z.number().check(z.positive()),
    variance: z.number().check(z.nonnegative()),
    lastValue: z.number(),
    previousValue: z.exactOptional(z.number().check(z.positive())),
  }),
);

/** The state in unknown data, checked and frozen: also that its parts fit each other. */
export function parseEwmaVolatilityState(unknownState: unknown): EwmaVolatilityState {
  const state = parse(unknownState);
  const { input, lastValue, previousValue } = state;
  const fits =
    input === 'prices' ? previousValue !== undefined && lastValue > 0 : previousValue === undefined;
  if (fits) return state;
  throw new SerializationError({
    message: `state.previousValue and state.lastValue do not fit input "${input}". Save the model again from its source.`,
    path: 'state.previousValue',
  });
}
