import cluster from 'node:cluster';
import { AggregatorRegistry, type Registry } from 'prom-client';
import type { Services } from './createServices.js';

/** What a worker process asks the primary for, and what it gets: no text where there was none to be had. */
interface MetricsRequest {
  readonly type: 'coincast:metrics';
  readonly id: number;
  readonly text?: string;
}

const patienceMs = 5000;
let requests = 0;

/** The metrics as text: of this process, or in a cluster of all worker processes together. */
export async function collectMetrics(services: Services): Promise<string> {
  if (!cluster.isWorker) return services.metrics.register.metrics();
  const id = ++requests;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(new Error('The primary process gave no metrics.')), patienceMs);
    const listen = (message: MetricsRequest) => {
      if (message?.type !== 'coincast:metrics' || message.id !== id) return;
      finish(message.text ?? new Error('The metrics of the other processes could not be had.'));
    };
    const finish = (outcome: string | Error) => {
      clearTimeout(timer);
      process.off('message', listen);
      if (typeof outcome === 'string') resolve(outcome);
      else reject(outcome);
    };
    process.on('message', listen);
    process.send?.({ type: 'coincast:metrics', id } satisfies MetricsRequest);
  });
}

/** Lets the primary process read the metrics of this worker process. */
export function shareMetrics(register: Registry): void {
  AggregatorRegistry.setRegistries(register);
  // Made for the listener that it adds to the process.
  new AggregatorRegistry();
}

/** Lets the primary process answer what {@link collectMetrics} asks in a worker. */
export function answerMetricsRequests(): void {
  const aggregator = new AggregatorRegistry();
  cluster.on('message', (worker, message: MetricsRequest) => {
    if (message?.type !== 'coincast:metrics') return;
    // A worker that has ended meanwhile needs no answer; without the callback its closed channel would end this process.
    const answer = (given: MetricsRequest) => void worker.send(given, () => {});
    aggregator.clusterMetrics().then(
      (text) => answer({ ...message, text }),
      () => answer(message),
    );
  });
}
