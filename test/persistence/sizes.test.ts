import { describe, expect, it } from 'vitest';
import { conformalize } from '../../src/evaluation/index.js';
import { trainNaive, trainProphet } from '../../src/models/index.js';
import { gzipModel, serializeModel } from '../../src/persistence/index.js';
import { simulateMarket } from '../../src/testing/index.js';
import { namedTrainers } from './models.js';

const month = simulateMarket({ seed: 5, length: 720 });
const quarter = simulateMarket({ seed: 5, length: 2160 });
const sizes = async (model: Parameters<typeof gzipModel>[0]) => ({
  text: (await serializeModel(model)).length,
  gzipped: (await gzipModel(model)).length,
});

describe('the size of a stored model', () => {
  it('is under 2 kB gzipped for ARIMA(5,1,0)', async () => {
    const train = namedTrainers.find(([name]) => name === 'ARIMA(5,1,0)')![1];
    expect((await sizes(train(quarter))).gzipped).toBeLessThan(700);
  });

  it('is under 6 kB gzipped for a Prophet-style model with seasons of days and weeks', async () => {
    const model = trainProphet(quarter);
    const names = model.toJSON().parts.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['daily', 'weekly']));
    expect((await sizes(model)).gzipped).toBeLessThan(1200);
  });

  it('is under 20 kB gzipped for calibrated intervals of 24 steps with a season of a week', async () => {
    const long = simulateMarket({ seed: 5, length: 4000 });
    const model = conformalize(trainNaive, { transform: 'log', scale: { ewma: { season: 168 } } })(long);
    expect(model.scoreCount).toBe(model.settings.window);
    expect((await sizes(model)).gzipped).toBeLessThan(20_000);
  });

  // A calibrated one keeps more scores until its windows are full, and is measured above.
  it.each(namedTrainers.filter(([name]) => name !== 'conformal'))(
    'does not grow with the history: %s',
    async (_name, train) => {
      const short = await sizes(train(month));
      const long = await sizes(train(quarter));
      // Some digits more or less, as the numbers fall.
      expect(long.text).toBeLessThan(1.1 * short.text);
      expect(long.gzipped).toBeLessThan(1.1 * short.gzipped);
    },
  );
});
