import { InvalidArgumentError } from '../../errors/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import type { ModelRequest } from './TrainJob.js';
import type { SentRequest, TrainTask } from './trainTask.js';

/**
 * A task for a worker, and what of it can be moved there: the series is copied once, into arrays of its own, which are
 * then transferred, so that the caller keeps theirs.
 *
 * @throws {@link InvalidArgumentError} when the series is none, or the options are not plain data.
 */
export function toTrainTask(
  series: SeriesInput,
  request: ModelRequest,
  now: number | undefined,
): { readonly task: TrainTask; readonly transferList: readonly ArrayBuffer[] } {
  const transferList: ArrayBuffer[] = [];
  const copy = (values: Float64Array): Float64Array => {
    const own = values.slice();
    transferList.push(own.buffer);
    return own;
  };
  const task = { series: copied(series, copy), request: sentRequest(request) };
  return { task: now === undefined ? task : { ...task, now }, transferList };
}

function copied(series: SeriesInput, copy: (values: Float64Array) => Float64Array): SeriesInput {
  if (!isPriceSeries(series)) return series instanceof Float64Array ? copy(series) : series;
  const { timestamps, prices, volumes, marketCaps, stepMs, coinId, vsCurrency } = series;
  return {
    timestamps: copy(timestamps),
    prices: copy(prices),
    ...(volumes === undefined ? {} : { volumes: copy(volumes) }),
    ...(marketCaps === undefined ? {} : { marketCaps: copy(marketCaps) }),
    stepMs,
    coinId,
    vsCurrency,
  };
}

function sentRequest(request: ModelRequest): SentRequest {
  const options = plainOptions(request.options ?? {});
  if (request.model !== 'module') return { model: request.model, options };
  const { url, exportName } = request;
  return { model: 'module', url: String(url), exportName, options };
}

function plainOptions(options: object): object {
  try {
    return structuredClone(options);
  } catch (error) {
    throw new InvalidArgumentError(
      {
        argument: 'options',
        value: options,
        expected: 'plain data that can be sent to a worker',
        hint: 'Functions cannot: put the trainer in a module, and give a job with model "module".',
      },
      { cause: error },
    );
  }
}
