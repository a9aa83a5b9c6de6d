import {
  type FittedModel,
  type Logger,
  type ModelRegistry,
  type RegisteredModel,
  systemClock,
} from 'coincast';
import { ApiProblem } from '../errors/ApiProblem.js';
import { broughtUpToDate } from './broughtUpToDate.js';
import type { PriceFeed } from './createPriceFeed.js';
import { requirePriceModel } from './requirePriceModel.js';

/** The model that answers for a coin. */
export interface Champion {
  readonly registered: RegisteredModel;
  /** Brought up to date with the newest prices. */
  readonly model: FittedModel;
}

/** The champions of all coins, loaded and up to date; requests never load a model. */
export interface Champions {
  /** @throws ApiProblem `coin-not-served`, or `model-not-loaded` while there is none. */
  get(coin: string): Champion;
  /** Like {@link Champions.get}, `undefined` where it would throw. */
  peek(coin: string): Champion | undefined;
  /** Why the champion in the registry is not the one in use, where that is so. */
  failure(coin: string): string | undefined;
  /** Watches the registry until the signal aborts; a champion is swapped in when it is ready, and not before. */
  run(signal: AbortSignal): Promise<void>;
  /** Looks at the registry now; whether what it names is what answers. */
  reload(coin: string): Promise<boolean>;
}

/** What {@link createChampions} takes. */
export interface ChampionsOptions {
  readonly registry: ModelRegistry;
  readonly feed: PriceFeed;
  readonly logger: Logger;
}

/** How often the registry is looked at: a new champion answers within two seconds, in every process. */
const watchMs = 750;
/** How long until a champion that could not be swapped in is tried again. */
const retryMs = 2000;

export function createChampions({ registry, feed, logger }: ChampionsOptions): Champions {
  const loaded = new Map<string, Champion>();
  const failures = new Map<string, string>();
  const turns = new Map<string, Promise<boolean>>();

  /** One change of a coin after another, so that an older one never comes last; whether it went well. */
  function inTurn(coin: string, change: () => Promise<void>): Promise<boolean> {
    const turn = (turns.get(coin) ?? Promise.resolve(true)).then(change).then(
      () => {
        failures.delete(coin);
        return true;
      },
      (error: unknown) => {
        tellFailure(coin, error);
        return false;
      },
    );
    turns.set(coin, turn);
    return turn;
  }

  /** A failure that repeats is told once. */
  function tellFailure(coin: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (failures.get(coin) === message) return;
    failures.set(coin, message);
    logger.warn({ err: error, coin }, 'The champion could not be swapped in; the one before stays.');
  }

  async function bringUpToDate(champion: Champion): Promise<void> {
    loaded.set(champion.registered.coin, await broughtUpToDate(champion, feed));
  }

  const reload = (coin: string) =>
    inTurn(coin, async () => {
      const found = await registry.loadChampion(coin);
      if (found === undefined || found.registered.version === loaded.get(coin)?.registered.version) return;
      await bringUpToDate({ registered: found.registered, model: requirePriceModel(found.model) });
      logger.info({ coin, version: found.registered.version }, 'A champion was swapped in.');
    });

  async function watch(coin: string, signal: AbortSignal): Promise<void> {
    const onError = (error: unknown) => tellFailure(coin, error);
    for await (const _ of registry.watch(coin, { signal, intervalMs: watchMs, onError })) {
      while (!(await reload(coin))) await systemClock.sleep(retryMs, signal);
    }
  }

  feed.onNewPrices((coin) => {
    const champion = loaded.get(coin);
    // One that could not be brought up to date for want of prices may be now.
    void (champion === undefined ? reload(coin) : inTurn(coin, () => bringUpToDate(loaded.get(coin)!)));
  });

  return {
    get(coin) {
      const champion = loaded.get(coin);
      if (champion !== undefined) return champion;
      feed.get(coin);
      throw new ApiProblem('model-not-loaded', failures.get(coin) ?? 'The first model is being trained.', {
        retryAfterS: 5,
      });
    },
    peek: (coin) => loaded.get(coin),
    failure: (coin) => failures.get(coin),
    reload,
    async run(signal) {
      const ended = await Promise.allSettled(feed.coins.map((coin) => watch(coin, signal)));
      const failed = ended.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined && !signal.aborted) throw failed.reason;
    },
  };
}
