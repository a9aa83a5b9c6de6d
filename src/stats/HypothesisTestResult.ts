/** A value of the statistic at which the null hypothesis is rejected. */
export interface CriticalValue {
  /** The significance level, a fraction such as 0.05. */
  readonly alpha: number;
  /** The value the statistic must reach: from above in a lower-tailed test, from below in an upper-tailed one. */
  readonly value: number;
}

/** What every hypothesis test gives; each test adds its own fields. The object is frozen. */
export interface HypothesisTestResult {
  /** The test statistic. */
  readonly statistic: number;
  /** The probability under the null hypothesis of a statistic at least as extreme, a fraction. */
  readonly pValue: number;
  /** Whether the true p-value lies beyond the range the test's tables cover, whose end `pValue` then is. */
  readonly pValueBounded: boolean;
  /** What the test assumes until the data speak against it, as a sentence. */
  readonly nullHypothesis: string;
  /** What a rejection speaks for, as a sentence. */
  readonly alternativeHypothesis: string;
  /**
   * Whether the null hypothesis is rejected at significance level `alpha`, a fraction.
   *
   * @throws {@link InvalidArgumentError} unless `alpha` lies between 0 and 1 and, for a p-value interpolated in
   * a table, within the table: beyond it the answer is unknown.
   */
  rejectAt(alpha: number): boolean;
}
