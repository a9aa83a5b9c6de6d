/** A worker thread that forecasts by the automatic mode of npm `arima`. */

import Arima from 'arima';

export function forecast(values) {
  const model = new Arima({ auto: true, p: 5, d: 2, q: 5, P: 0, D: 0, Q: 0, s: 0, verbose: false });
  model.train(values);
  const [mean] = model.predict(24);
  model.destroy();
  return mean;
}
