import type { ArimaPeer } from './ArimaPeer.js';
import type { Clock } from './clock.js';

/** What the parts of the benchmark of the automatic order are given. */
export interface AutoArimaRun {
  readonly r: ArimaPeer | undefined;
  readonly clock: Clock;
  readonly settings: Readonly<Record<'hourlySeries' | 'weeklySeries' | 'rSeries' | 'days', number>>;
  readonly say: (line: string) => void;
}
