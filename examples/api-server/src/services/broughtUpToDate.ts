import type { Champion } from './createChampions.js';
import type { PriceFeed } from './createPriceFeed.js';

/** A version whose model has also seen the prices since its own. */
export async function broughtUpToDate({ registered, model }: Champion, feed: PriceFeed): Promise<Champion> {
  const { lastTimestamp, stepMs } = model.training;
  const news = await feed.since(registered.coin, lastTimestamp, stepMs);
  return { registered, model: news === undefined ? model : model.append(news) };
}
