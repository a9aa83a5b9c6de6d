/** ARIMA by the C library ctsa, through the npm package arima, as a second opinion. */
export {
  type CtsaArimaModel,
  type CtsaConstructor,
  type CtsaEngine,
  type TrainCtsaArimaOptions,
  trainCtsaArima,
} from './trainCtsaArima.js';
