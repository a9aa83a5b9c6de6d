import { JsonPeer, type PeerTimes } from './JsonPeer.js';

/** What a peer says of one job. */
export interface PeerAnswer extends PeerTimes {
  readonly coefficients: Readonly<Record<string, number>>;
}

const interpreters = {
  'R ML': ['Rscript', 'arima.R'],
  'R CSS-ML': ['Rscript', 'arima.R'],
  statsmodels: [process.env['PYTHON'] ?? 'python3', 'arima.py'],
  'npm arima': [process.execPath, 'arima.mjs'],
} as const;

export type PeerName = keyof typeof interpreters;
export const peerNames = Object.keys(interpreters) as PeerName[];

/** Another library that fits ARIMA models. */
export class ArimaPeer {
  readonly name: PeerName;
  readonly #process: JsonPeer;

  private constructor(name: PeerName, process: JsonPeer) {
    this.name = name;
    this.#process = process;
  }

  /** The peer, or `undefined` where it is not installed. */
  static async start(name: PeerName): Promise<ArimaPeer | undefined> {
    const process = await JsonPeer.start(name, interpreters[name]);
    return process === undefined ? undefined : new ArimaPeer(name, process);
  }

  /** Tells the peer of a series, for requests to come. */
  async learn(series: string, values: Float64Array): Promise<void> {
    await this.#process.ask({ kind: 'series', series, values: Array.from(values) });
  }

  async ask<Answer extends object = object>(request: object): Promise<PeerAnswer & Answer> {
    return this.#process.ask(request);
  }

  stop(): void {
    this.#process.stop();
  }
}
