import { InvalidArgumentError } from '../../errors/index.js';
import type { FittedModel, ModelState } from '../../models/index.js';
import { isPriceSeries, type SeriesInput } from '../../series/index.js';
import { importExport } from './importExport.js';
import { type PackedError, packError } from './PackedError.js';
import type { NamedModelRequest } from './TrainJob.js';
import { trainers } from './trainers.js';

/** What a worker is to train, by name or by module, as data that can be sent. */
export type SentRequest =
  | { readonly model: NamedModelRequest['model']; readonly options: object }
  | {
      readonly model: 'module';
      readonly url: string;
      readonly exportName: string;
      readonly options: object;
    };

/** What a worker is sent: one model to train on one series. */
export interface TrainTask {
  readonly series: SeriesInput;
  readonly request: SentRequest;
  /** What the caller's clock said when the task was sent; absent for the machine's. */
  readonly now?: number;
}

/** What a worker sends back. */
export type TrainReply = { readonly state: ModelState } | { readonly error: PackedError };

/** Does a task in whatever thread it is called in; never rejects. */
export async function trainTask({ series, request, now }: TrainTask): Promise<TrainReply> {
  try {
    const offset = now === undefined ? 0 : now - Date.now();
    const clock = { now: () => Date.now() + offset };
    const given = isPriceSeries(series) ? Object.freeze(series) : series;
    const model =
      request.model === 'module'
        ? await (await moduleTrainer(request))(given, request.options)
        : (trainers[request.model] as NamedTrainer)(given, { ...request.options, clock });
    if (typeof model?.toJSON !== 'function') throw noModel(request, model);
    // Plain data here and now: what cannot be sent would take the worker with it.
    return { state: structuredClone(model.toJSON()) };
  } catch (error) {
    return { error: packError(error) };
  }
}

type NamedTrainer = (series: SeriesInput, options: object) => FittedModel;
type ModuleTrainer = (series: SeriesInput, options: object) => FittedModel | Promise<FittedModel>;

function moduleTrainer({ url, exportName }: { url: string; exportName: string }): Promise<ModuleTrainer> {
  return importExport({ url, argument: 'exportName', name: exportName });
}

function noModel(request: SentRequest, value: unknown): InvalidArgumentError {
  const argument = request.model === 'module' ? `the result of ${request.exportName}` : request.model;
  return new InvalidArgumentError({
    argument,
    value,
    expected: 'a fitted model, with forecast, append and toJSON',
  });
}
