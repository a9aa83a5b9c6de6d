/**
 * What coincast promises to do wherever there is JavaScript: fetch, train on 720 points, forecast, store, gzip,
 * restore and register. Takes the module, so that every runtime and bundler brings its own; needs only what the Web's
 * standards give, and gives plain data, to be compared with what Node gives.
 */
export async function journey(coincast) {
  const series = coincast.createPriceSeries(hourlyPrices(720));
  const models = {
    arima: coincast.trainArima(series, { order: [2, 1, 1] }),
    prophet: coincast.trainProphet(series),
    ets: coincast.trainEts(series),
  };
  const forecasts = {};
  for (const [name, model] of Object.entries(models)) {
    const forecast = model.forecast({ horizon: 24 });
    forecasts[name] = [
      ...forecast.mean,
      ...forecast.intervals.flatMap(({ lower, upper }) => [...lower, ...upper]),
    ];
    await sameForecasts(coincast, model, await coincast.serializeModel(model));
    await sameForecasts(coincast, model, await coincast.gzipModel(model));
  }

  const registry = coincast.createModelRegistry({ store: coincast.createMemoryStore() });
  const { version } = await registry.register(models.ets, { coin: 'bitcoin' });
  await registry.promote(version, { force: { reason: 'the only one there is' } });
  const champion = await registry.loadChampion('bitcoin');

  return { forecasts, champion: champion.model.kind, fetched: await fetchedPrices(coincast, series) };
}

/** A stored model forecasts the same bits in the runtime that stored it. */
async function sameForecasts(coincast, model, stored) {
  const restored = await coincast.deserializeModel(stored);
  const [before, after] = [model, restored].map((one) => one.forecast({ horizon: 24 }).mean.join());
  if (before !== after) throw new Error(`${model.kind} forecasts other numbers when it is restored`);
}

/** The client, with a fetch that answers as CoinGecko would. */
async function fetchedPrices(coincast, { timestamps, prices }) {
  const chart = Array.from(timestamps, (time, i) => [time, prices[i]]);
  const body = JSON.stringify({ prices: chart, market_caps: chart, total_volumes: chart });
  const to = timestamps[timestamps.length - 1];
  const client = coincast.createCoinGeckoClient({
    clock: { ...coincast.systemClock, now: () => to },
    baseUrl: 'https://coingecko.invalid/api/v3',
    fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }),
  });
  const fetched = await coincast.fetchPrices('bitcoin', {
    from: timestamps[0],
    to,
    interval: 'hourly',
    client,
  });
  return fetched.prices.length;
}

/** Whole numbers and sums alone, which are the same in every engine; a season of a day in noise. */
function hourlyPrices(length) {
  const start = Date.UTC(2024, 0, 1);
  const timestamps = Array.from({ length }, (_, i) => start + i * 3_600_000);
  let state = 1;
  let level = 0;
  const prices = timestamps.map((_, i) => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    level = 0.875 * level + state / 2 ** 32 - 0.5;
    return 100 + i / 64 + Math.abs((i % 24) - 12) / 8 + level;
  });
  return { timestamps, prices };
}
