import {
  deserializeModel,
  isCoincastError,
  type ModelRegistry,
  type OnProgress,
  type RegisteredModel,
} from 'coincast';
import type { Training } from '../../training/Training.js';
import type { ModelName } from '../../training/trainers.js';
import type { Leaderboards } from '../createLeaderboards.js';
import type { PriceFeed } from '../createPriceFeed.js';

/** What it takes to make a new version. */
export interface Workshop {
  readonly feed: PriceFeed;
  readonly registry: ModelRegistry;
  readonly training: Training;
  readonly leaderboards: Leaderboards;
}

/** Compares the models on a coin's prices, trains one on all of them, and registers it with what was found. */
export async function trainAndRegister(
  { feed, registry, training, leaderboards }: Workshop,
  { coin, model: name, trainedBy }: { coin: string; model: ModelName; trainedBy: string },
  options: { readonly signal: AbortSignal; readonly onProgress?: OnProgress },
): Promise<RegisteredModel> {
  const { timestamps, prices, coinId, vsCurrency } = feed.get(coin).series;
  const series = { timestamps, prices, coinId, vsCurrency };
  const { text, comparison, metrics } = await training.run({ model: name, series, compare: true }, options);
  options.signal.throwIfAborted();
  if (comparison !== null) await leaderboards.add(coin, comparison);
  const model = await deserializeModel(text);
  return registry.register(model, {
    coin,
    tags: { model: name, 'trained-by': trainedBy },
    ...(metrics === null ? {} : { metrics }),
  });
}

/** Promotes a version through the registry's gate; why not, where the gate refuses. */
export async function promoteIfBetter(
  registry: ModelRegistry,
  version: string,
  who: string,
): Promise<string | null> {
  try {
    await registry.promote(version, { who, why: 'asked for by POST /train' });
    return null;
  } catch (error) {
    if (isCoincastError(error) && error.code === 'promotion-refused') return error.message;
    throw error;
  }
}
