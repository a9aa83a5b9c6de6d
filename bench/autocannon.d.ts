declare module 'autocannon' {
  /** The options in use here. */
  interface Options {
    readonly url: string;
    readonly connections: number;
    /** How many requests. */
    readonly amount: number;
    readonly requests?: readonly {
      readonly setupRequest: (request: { path: string }) => { path: string };
    }[];
  }

  /** The figures in use here; latencies in milliseconds. */
  export interface Result {
    readonly requests: { readonly total: number };
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly non2xx: number;
    readonly errors: number;
  }

  /** A load under way. */
  interface Load {
    on(event: 'response', listener: () => void): void;
  }

  // biome-ignore lint/style/noDefaultExport: what the package has.
  export default function autocannon(options: Options): Promise<Result>;
  // biome-ignore lint/style/noDefaultExport: what the package has.
  export default function autocannon(
    options: Options,
    done: (error: Error | null, result: Result) => void,
  ): Load;
}
