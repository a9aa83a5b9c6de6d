import { InvalidArgumentError, requireKnownKeys, requireOneOf } from '../../errors/index.js';
import { isPriceSeries } from '../../series/index.js';
import type { ModelRequest, TrainJob } from './TrainJob.js';
import { modelNames } from './trainers.js';

const moduleKeys = ['url', 'exportName', 'restoreExport'];
const unsendable = ['signal', 'clock', 'onProgress', 'trainer'];

/** Refuses a job that is none. @throws {@link InvalidArgumentError} */
export function requireTrainJob(job: TrainJob): void {
  requireModelRequest('job', job, ['id', 'series']);
  if (typeof job.id !== 'string' || job.id === '') {
    throw new InvalidArgumentError({
      argument: 'job.id',
      value: job.id,
      expected: 'a text that names the job',
    });
  }
  const { series } = job;
  if (!(isPriceSeries(series) || Array.isArray(series) || series instanceof Float64Array)) {
    const expected = 'a PriceSeries, an array of numbers, or a Float64Array';
    throw new InvalidArgumentError({ argument: 'job.series', value: series, expected });
  }
}

/** Refuses what does not say what to train. @throws {@link InvalidArgumentError} */
export function requireModelRequest(
  argument: string,
  request: ModelRequest,
  otherKeys: readonly string[] = [],
): ModelRequest {
  if (typeof request !== 'object' || request === null) {
    const expected = `an object with a model, such as { model: 'arima' }`;
    throw new InvalidArgumentError({ argument, value: request, expected });
  }
  const model = requireOneOf(`${argument}.model`, request.model, modelNames);
  const isModule = model === 'module';
  requireKnownKeys(argument, request, ['model', 'options', ...otherKeys, ...(isModule ? moduleKeys : [])]);
  const { options = {} } = request;
  if (typeof options !== 'object' || options === null) {
    throw new InvalidArgumentError({
      argument: `${argument}.options`,
      value: options,
      expected: 'an object',
    });
  }
  if (request.model === 'module') requireModule(argument, request);
  else requireSendable(argument, options);
  return request;
}

function requireSendable(argument: string, options: object): void {
  const key = unsendable.find((name) => Object.hasOwn(options, name));
  if (key === undefined) return;
  throw new InvalidArgumentError({
    argument: `${argument}.options`,
    value: key,
    expected: `without ${unsendable.join(', ')}, which stay in this thread`,
    hint: 'A trainer of your own goes into a module: give a job with model "module".',
  });
}

function requireModule(
  argument: string,
  { url, exportName, restoreExport }: ModelRequest & { model: 'module' },
) {
  if (!URL.canParse(String(url))) {
    throw new InvalidArgumentError({
      argument: `${argument}.url`,
      value: url,
      expected: 'an absolute URL',
      hint: "Such as new URL('./myTrainer.js', import.meta.url), or pathToFileURL of a path.",
    });
  }
  const names = { exportName, ...(restoreExport === undefined ? {} : { restoreExport }) };
  for (const [key, value] of Object.entries(names)) {
    if (typeof value === 'string' && value !== '') continue;
    throw new InvalidArgumentError({
      argument: `${argument}.${key}`,
      value,
      expected: 'the name of an exported function',
    });
  }
}
