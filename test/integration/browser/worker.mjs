import { createPriceSeries, serializeModel, trainArima, trainEts, trainProphet } from 'coincast';

// Trains on the prices it is sent, off the page's thread, and sends back what one would store.
addEventListener('message', async ({ data }) => {
  const start = performance.now();
  const series = createPriceSeries(data);
  const models = [trainArima(series), trainProphet(series), trainEts(series)];
  const texts = await Promise.all(models.map((model) => serializeModel(model)));
  postMessage({ texts, trainingMs: performance.now() - start });
});
