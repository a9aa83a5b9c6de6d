import type { SeriesInput } from '../../series/index.js';
import { boxCoxLambda } from '../../stats/index.js';
import type { BoxCox } from '../transform.js';
import { levelColumns } from './growthLevels.js';
import type { FitColumns, ProphetSpecification } from './prepareFit.js';
import { type OrderedObservations, trainingObservations } from './prophetObservations.js';
import { resolveParts } from './resolveParts.js';
import { type ResolvedProphetOptions, resolveProphetOptions } from './resolveProphetOptions.js';
import type { ProphetObservations, TrainProphetOptions } from './TrainProphetOptions.js';

/** Checked options and observations, and the model they ask for. */
export interface ReadyToFit {
  readonly resolved: ResolvedProphetOptions;
  readonly data: OrderedObservations;
  readonly specification: ProphetSpecification;
  readonly columns: FitColumns;
}

/** Checks options and observations, and applies the automatic rules. @internal */
export function readyToFit(
  series: SeriesInput | ProphetObservations,
  options: TrainProphetOptions,
  operation: string,
): ReadyToFit {
  const resolved = resolveProphetOptions(options);
  const data = trainingObservations(series, operation);
  const { parts, given } = resolveParts(resolved, data);
  const { growth, cap, floor, changepointRule, changepoints, changepointPriorScale, scaling } = resolved;
  const transform = transformOf(data.values, resolved.transform);
  return {
    resolved,
    data,
    specification: {
      growth,
      changepointRule,
      changepoints,
      changepointPriorScale,
      scaling,
      transform,
      parts,
    },
    columns: { ...given, ...levelColumns(growth, cap, floor, data) },
  };
}

/** Box-Cox by Guerrero's method, over the observations there are. */
function transformOf(values: Float64Array, transform: BoxCox | 'auto' | undefined): BoxCox | undefined {
  if (transform !== 'auto') return transform;
  const lambda = boxCoxLambda(values, { method: 'guerrero' });
  return lambda === 1 ? undefined : { lambda };
}
