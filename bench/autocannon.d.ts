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
  interface Result {
    readonly requests: { readonly total: number };
    /** Seconds. */
    readonly duration: number;
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly non2xx: number;
    readonly errors: number;
  }

  // biome-ignore lint/style/noDefaultExport: what the package has.
  export default function autocannon(options: Options): Promise<Result>;
}
