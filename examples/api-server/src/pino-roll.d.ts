declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  /** The options in use here. */
  interface RollOptions {
    readonly file: string;
    readonly size: string;
    readonly limit: { readonly count: number };
    readonly mkdir: boolean;
  }

  // biome-ignore lint/style/noDefaultExport: what the package has.
  export default function buildRoll(options: RollOptions): Promise<DestinationStream>;
}
