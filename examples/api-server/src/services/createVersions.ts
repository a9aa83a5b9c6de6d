import type { ModelRegistry } from 'coincast';
import { LRUCache } from 'lru-cache';
import { broughtUpToDate } from './broughtUpToDate.js';
import type { Champion } from './createChampions.js';
import type { PriceFeed } from './createPriceFeed.js';
import { requirePriceModel } from './requirePriceModel.js';

/** Versions other than the champions, loaded when they are asked for. */
export interface Versions {
  /** The version, brought up to date where its coin is served. Throws the registry's errors. */
  get(version: string): Promise<Champion>;
}

export function createVersions({ registry, feed }: { registry: ModelRegistry; feed: PriceFeed }): Versions {
  // As far as each was brought up to date: then only what is new since has to be fetched and told.
  const loaded = new LRUCache<string, Champion>({ max: 50 });
  return {
    async get(version) {
      let found = loaded.get(version);
      if (found === undefined) {
        const registered = await registry.get(version);
        found = { registered, model: requirePriceModel(await registry.load(version)) };
      }
      const isServed = feed.peek(found.registered.coin) !== undefined;
      const present = isServed ? await broughtUpToDate(found, feed) : found;
      loaded.set(version, present);
      return present;
    },
  };
}
