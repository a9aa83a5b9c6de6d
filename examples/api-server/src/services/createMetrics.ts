import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What the service counts. */
export interface Metrics {
  readonly register: Registry;
  readonly predictions: Counter<'coin' | 'origin'>;
  readonly predictionDuration: Histogram<'coin'>;
  /** One by the template of its route, such as `/models/:version`. */
  readonly requestDuration: Histogram<'method' | 'route' | 'status'>;
  readonly trainings: Counter<'model' | 'outcome'>;
}

const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics in a registry of their own, so that several apps can live in one process. */
export function createMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  // Gauges that are named as counters are, which promtool refuses; each has a twin with labels that says more.
  for (const name of ['handles', 'requests', 'resources'])
    register.removeSingleMetric(`nodejs_active_${name}_total`);
  const registers = [register];
  return {
    register,
    predictions: new Counter({
      name: 'predictions_total',
      help: 'Predictions served, by where they came from: memory, redis or computed.',
      labelNames: ['coin', 'origin'],
      registers,
    }),
    predictionDuration: new Histogram({
      name: 'prediction_duration_seconds',
      help: 'How long it took to compute a prediction.',
      labelNames: ['coin'],
      buckets: seconds,
      registers,
    }),
    requestDuration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'How long requests took, by the template of their route.',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    }),
    trainings: new Counter({
      name: 'trainings_total',
      help: 'Trainings that ended, by outcome: done, failed or cancelled.',
      labelNames: ['model', 'outcome'],
      registers,
    }),
  };
}
