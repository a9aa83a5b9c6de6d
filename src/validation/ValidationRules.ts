/** Options of the rule `irregularStep`. */
export interface IrregularStepRuleOptions {
  /** How far from a whole number of steps a difference may be, as a fraction of a step. Default 0.1. */
  readonly tolerance?: number | undefined;
}

/** Options of the rule `flatRun`. */
export interface FlatRunRuleOptions {
  /** The number of equal prices in a row from which on they count as stale. Default 6, at least 2. */
  readonly minLength?: number | undefined;
}

/** Options of the rule `outlier`. */
export interface OutlierRuleOptions {
  /** How many log returns on either side are the surroundings of one. Default 24, at least 3. */
  readonly halfWindow?: number | undefined;
  /** How many robust standard deviations off its surroundings a return is an outlier. Default 10. */
  readonly threshold?: number | undefined;
}

/** Which rules {@link validateSeries} applies: all of them, but for those set to `false`. */
export interface ValidationRules {
  /** Schema: all arrays are as long as `timestamps`, and there are two observations (one, with `stepMs`). */
  readonly length?: boolean | undefined;
  /** Schema: every value is a number, not text, `null` or a hole. */
  readonly type?: boolean | undefined;
  /** Schema: no number is NaN or infinite. */
  readonly finite?: boolean | undefined;
  /** Schema: prices are above zero, volumes and market capitalisations not below. */
  readonly positive?: boolean | undefined;
  /** Structure: no timestamp is before its predecessor. */
  readonly order?: boolean | undefined;
  /** Structure: no timestamp occurs twice. */
  readonly duplicate?: boolean | undefined;
  /** Structure: no times are missing; the gaps are those of `findGaps`. */
  readonly gap?: boolean | undefined;
  /** Structure: times are whole steps apart. */
  readonly irregularStep?: boolean | IrregularStepRuleOptions | undefined;
  /** Structure: prices do not stand still, as those of a feed that has died do. */
  readonly flatRun?: boolean | FlatRunRuleOptions | undefined;
  /** Statistics: no price moves far beyond what its surroundings do (a Hampel filter on log returns). */
  readonly outlier?: boolean | OutlierRuleOptions | undefined;
}

/** The name of a rule. */
export type RuleName = keyof ValidationRules;
