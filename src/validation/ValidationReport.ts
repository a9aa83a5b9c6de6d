import type { SeriesRepair } from './SeriesRepair.js';
import type { RuleName } from './ValidationRules.js';

/** What kind of thing a rule looks at: single values, the order of times, or how values usually move. */
export type ValidationLevel = 'schema' | 'structure' | 'statistics';

/** One thing a rule found: a fact, never a change. */
export interface ValidationFinding {
  readonly level: ValidationLevel;
  readonly rule: RuleName;
  /** An error makes the data unfit for a `PriceSeries`; a warning is for a person to judge. */
  readonly severity: 'error' | 'warning';
  /** The first timestamp concerned, epoch ms UTC; `undefined` where the data has no proper one there. */
  readonly from: number | undefined;
  /** The last timestamp concerned, epoch ms UTC; `undefined` where the data has no proper one there. */
  readonly to: number | undefined;
  /** The first position concerned. */
  readonly index: number;
  /** How many observations are concerned, or missing. */
  readonly count: number;
  /** The value at fault, as it was given; the first of several. */
  readonly value: unknown;
  /** What is the matter, as one sentence. */
  readonly message: string;
  /** What to do about it, as one sentence. */
  readonly suggestion: string;
  /** What `repairSeries` could do about it; `undefined` where nothing it does would be sound. */
  readonly repair: SeriesRepair | undefined;
}

/** What {@link validateSeries} says about a series. */
export interface ValidationReport {
  /** Whether no finding is an error: `createPriceSeries` takes exactly the data that is ok. */
  readonly ok: boolean;
  /** The number of timestamps looked at. */
  readonly n: number;
  /** What was found: schema first, then structure, then statistics; within a rule in order of position or time. */
  readonly findings: readonly ValidationFinding[];
}
