import { python, rscript } from './interpreters.js';
import { JsonPeer, type PeerTimes } from './JsonPeer.js';

/** What a peer says of one job. */
export interface PeerAnswer extends PeerTimes {
  readonly coefficients: Readonly<Record<string, number>>;
}

const programs = {
  'R arima, ML': { command: [rscript, 'arima.R'], needs: 'R with jsonlite and forecast is' },
  'R arima, CSS-ML': { command: [rscript, 'arima.R'], needs: 'R with jsonlite and forecast is' },
  statsmodels: { command: [python, 'arima.py'], needs: 'Python with statsmodels is' },
  'npm arima': { command: [process.execPath, 'arima.mjs'], needs: 'npm arima is' },
} as const;

export type PeerName = keyof typeof programs;
export const peerNames = Object.keys(programs) as PeerName[];

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
    const process = await JsonPeer.start(programs[name].command);
    return process === undefined ? undefined : new ArimaPeer(name, process);
  }

  /** What a peer needs, for those who miss it. */
  static needs(name: PeerName): string {
    return programs[name].needs;
  }

  get version(): string {
    return this.#process.version;
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
