import { createCoinGeckoClient, deserializeModel, fetchPrices } from 'coincast';

/** Trains in a worker, restores here, and tells how long the page could not have answered meanwhile. */
globalThis.trainAndRestore = async (prices) => {
  const worker = new Worker('/worker.js', { type: 'module' });
  let longestPauseMs = 0;
  let last = performance.now();
  const ticking = setInterval(() => {
    const now = performance.now();
    longestPauseMs = Math.max(longestPauseMs, now - last);
    last = now;
  }, 5);
  const { texts, trainingMs } = await new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage(prices);
  });
  clearInterval(ticking);
  worker.terminate();
  const models = await Promise.all(texts.map((text) => deserializeModel(text)));
  const means = models.map((model) => [...model.forecast({ horizon: 24 }).mean]);
  return { kinds: models.map(({ kind }) => kind), means, trainingMs, longestPauseMs };
};

globalThis.fetchHere = async () => {
  const client = createCoinGeckoClient({ baseUrl: `${location.origin}/api/v3` });
  const { prices, stepMs } = await fetchPrices('bitcoin', { days: 30, client });
  return { length: prices.length, stepMs, last: prices[prices.length - 1] };
};

globalThis.isReady = true;
