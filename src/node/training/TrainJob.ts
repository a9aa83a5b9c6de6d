import type {
  TrainArimaOptions,
  TrainAutoOptions,
  TrainDriftOptions,
  TrainEtsOptions,
  TrainEwmaVolatilityOptions,
  TrainGarchOptions,
  TrainHarOptions,
  TrainMeanOptions,
  TrainNaiveOptions,
  TrainProphetOptions,
  TrainSeasonalNaiveOptions,
  TrainStlOptions,
  TrainThetaOptions,
} from '../../models/index.js';
import type { SeriesInput } from '../../series/index.js';

/** A trainer's options as far as they can be sent to a worker: all but functions, the clock and the signal. */
export type JobOptions<Options> = Omit<Options, 'signal' | 'clock' | 'onProgress' | 'trainer'>;

/** The trainers a job can name, and the options of each. */
export interface JobTrainers {
  /** `trainArima`; without options, the automatic order. */
  arima: JobOptions<TrainArimaOptions>;
  /** `trainAuto`, the recommended default. */
  auto: JobOptions<TrainAutoOptions>;
  /** `trainDrift`. */
  drift: JobOptions<TrainDriftOptions>;
  /** `trainEts`. */
  ets: JobOptions<TrainEtsOptions>;
  /** `trainEwmaVolatility`. */
  'ewma-volatility': JobOptions<TrainEwmaVolatilityOptions>;
  /** `trainGarch`. */
  garch: JobOptions<TrainGarchOptions>;
  /** `trainHar`. */
  har: JobOptions<TrainHarOptions>;
  /** `trainMean`. */
  mean: JobOptions<TrainMeanOptions>;
  /** `trainNaive`. */
  naive: JobOptions<TrainNaiveOptions>;
  /** `trainProphet`. */
  prophet: JobOptions<TrainProphetOptions>;
  /** `trainSeasonalNaive`, which needs a period. */
  'seasonal-naive': JobOptions<TrainSeasonalNaiveOptions>;
  /** `trainStl`, which needs a period; what is left is modelled by `trainEts`. */
  stl: JobOptions<TrainStlOptions>;
  /** `trainTheta`. */
  theta: JobOptions<TrainThetaOptions>;
}

/** A trainer of coincast by name, with its own options. */
export type NamedModelRequest = {
  [Name in keyof JobTrainers]: { readonly model: Name } & (object extends JobTrainers[Name]
    ? { readonly options?: JobTrainers[Name] | undefined }
    : { readonly options: JobTrainers[Name] });
}[keyof JobTrainers];

/** A trainer of one's own: an exported function of a module that every worker imports. */
export interface ModuleModelRequest {
  readonly model: 'module';
  /** The module's absolute URL, such as `new URL('./myTrainer.js', import.meta.url)`. */
  readonly url: string | URL;
  /**
   * The name of the exported trainer, called as `trainer(series, options)`. It gives a fitted model or a promise of one,
   * and waits for all it starts.
   */
  readonly exportName: string;
  /** What the trainer is given beside the series; plain data. Default `{}`. */
  readonly options?: object | undefined;
  /**
   * The name of an export that makes the model again from what its `toJSON` gave, called in the calling thread. Only for
   * kinds of model that coincast does not know.
   */
  readonly restoreExport?: string | undefined;
}

/** What to train: a trainer of coincast by name, or one of a module. */
export type ModelRequest = NamedModelRequest | ModuleModelRequest;

/** One model to be trained on one series: plain data. */
export type TrainJob = ModelRequest & {
  /** What the result and the progress call it, such as the coin's id. */
  readonly id: string;
  /** A `PriceSeries` or bare numbers; it is copied once, and stays as it is. */
  readonly series: SeriesInput;
};
