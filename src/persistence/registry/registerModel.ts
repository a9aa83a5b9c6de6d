import { InvalidArgumentError, requireKnownKeys } from '../../errors/index.js';
import type { FittedModel } from '../../models/index.js';
import { isPlainObject } from '../canonicalJson.js';
import { gzipModel } from '../gzipModel.js';
import { replayJournal } from './ChampionHistory.js';
import { prunedModel } from './findModel.js';
import { randomDigits, readJournal } from './journal.js';
import { modelKey, requireCoin, requireVersion } from './keys.js';
import { putOnce } from './putOnce.js';
import { describeModel, type RegisteredModel, type RegistryMetadata } from './RegisteredModel.js';
import type { RegistryContext } from './RegistryContext.js';

/** Options of {@link ModelRegistry.register}. */
export interface RegisterOptions {
  /** The coin the model forecasts, as CoinGecko names it. */
  readonly coin: string;
  /** What was measured about it: for the default gate that of `gateMetrics`, with whatever else. Plain JSON data. */
  readonly metrics?: object | undefined;
  /** Labels to find it by. Default: none. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /**
   * A version of your own, such as the id of the job that trained it: registering again under it writes nothing and
   * gives what is stored. Up to 100 of the characters `a-z 0-9 . _ -`; put the coin into it, so that it names one version
   * alone. Default: a new one.
   */
  readonly version?: string | undefined;
}

/** Gives ids in order of time: UTC to the millisecond, a counter within it, random digits. */
export function createVersions(): (now: number) => string {
  let last = 0;
  let counter = 0;
  return (now) => {
    counter = now > last ? 0 : counter + 1;
    last = Math.max(last, now);
    const time = new Date(last).toISOString().replace(/[:.-]/g, '').toLowerCase();
    return `${time}-${String(counter).padStart(4, '0')}-${randomDigits(4)}`;
  };
}

/** Stores a model as a new version, whole or not at all. */
export async function registerModel(
  context: RegistryContext,
  nextVersion: (now: number) => string,
  model: FittedModel,
  options: RegisterOptions,
): Promise<RegisteredModel> {
  requireKnownKeys('register options', options, ['coin', 'metrics', 'tags', 'version']);
  const coin = requireCoin(options.coin);
  const tags = requireTags(options.tags ?? {});
  if (options.version !== undefined) {
    const stored = await storedModel(context, coin, requireVersion(options.version));
    if (stored !== undefined) return stored;
  }
  const registeredAt = context.clock.now();
  const version = options.version ?? nextVersion(registeredAt);
  const metadata: RegistryMetadata = { version, coin, registeredAt, tags };
  const bytes = await gzipModel(model, { metrics: options.metrics, metadata });
  const key = modelKey(coin, version);
  // Read as any reader will, before anything is written.
  const registered = await describeModel(key, bytes);
  const other = await putOnce(context.store, key, bytes);
  return other === undefined ? registered : describeModel(key, other);
}

async function storedModel(
  context: RegistryContext,
  coin: string,
  version: string,
): Promise<RegisteredModel | undefined> {
  const { pruned } = replayJournal(await readJournal(context, coin));
  if (pruned.has(version)) throw prunedModel(version, coin);
  const key = modelKey(coin, version);
  const bytes = await context.store.get(key);
  return bytes === undefined ? undefined : describeModel(key, bytes);
}

/** Labels as a plain object of texts. */
export function requireTags(tags: unknown): Readonly<Record<string, string>> {
  if (isPlainObject(tags) && Object.values(tags).every((value) => typeof value === 'string')) {
    return tags as Record<string, string>;
  }
  throw new InvalidArgumentError({
    argument: 'tags',
    value: tags,
    expected: 'an object of texts, such as { trainer: "nightly" }',
  });
}
