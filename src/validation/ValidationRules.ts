/** Options of the rule `irregularStep`. */
export interface IrregularStepRuleOptions {
  /** How far from a whole number of steps a difference may be, as a fraction of a step up to 0.5. Default 0.1. */
  readonly tolerance?: number | undefined;
}

/** Options of the rule `flatRun`. */
export interface FlatRunRuleOptions {
  /** The number of equal prices in a row from which on they count as stale. Default 6, at least 2. */
  readonly minLength?: number | undefined;
}

/** Options of the rule `unfinished`. */
export interface UnfinishedRuleOptions {
  /** The present, epoch milliseconds UTC. Default: that of the machine's clock. */
  readonly now?: number | undefined;
  /**
   * Which end of its step an observation is stamped with, as in `resampleSeries`. Default `end`: it is unfinished
   * before its own time. `start`, as candles are stamped: it is unfinished for one step after.
   */
  readonly stamp?: 'start' | 'end' | undefined;
  /** How much short of a whole step the last may be, as a fraction of a step up to 0.5. Default 0.1. */
  readonly tolerance?: number | undefined;
}

/** Options of the rule `outlier`. */
export interface OutlierRuleOptions {
  /** How many log returns on either side are the surroundings of one. Default 24, at least 3. */
  readonly halfWindow?: number | undefined;
  /** How many robust standard deviations off its surroundings a return is an outlier. Default 10. */
  readonly threshold?: number | undefined;
  /** How many prices in a row may stand apart and still be outliers, rather than a level. Default 6, at least 1. */
  readonly maxLength?: number | undefined;
}

/** Options of the rule `levelShift`. */
export interface LevelShiftRuleOptions {
  /** How many prices before and after are compared. Default 12, at least 4. */
  readonly window?: number | undefined;
  /** How many standard deviations of a random walk's own change of level make a shift. Default 8. */
  readonly threshold?: number | undefined;
}

/** Options of the rule `volumeLoss`. */
export interface VolumeLossRuleOptions {
  /** How many volumes before are the usual ones. Default 48, at least 8. */
  readonly window?: number | undefined;
  /** The share of the usual volume's median below which a volume counts as lost. Default 0.02. */
  readonly fraction?: number | undefined;
  /** The number of lost volumes in a row from which on they are reported. Default 3, at least 1. */
  readonly minLength?: number | undefined;
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
  /** Structure: times are whole steps apart; a last step cut short is left to `unfinished`. */
  readonly irregularStep?: boolean | IrregularStepRuleOptions | undefined;
  /** Structure: prices do not stand still, as those of a feed that has died do. */
  readonly flatRun?: boolean | FlatRunRuleOptions | undefined;
  /** Structure: the last step has ended: its time is not to come, nor less than a step after the one before. */
  readonly unfinished?: boolean | UnfinishedRuleOptions | undefined;
  /** Statistics: no price leaps far beyond what its surroundings do and back (a Hampel filter on log returns). */
  readonly outlier?: boolean | OutlierRuleOptions | undefined;
  /** Statistics: the level of prices does not change for good, all at once, as by another unit or a split. */
  readonly levelShift?: boolean | LevelShiftRuleOptions | undefined;
  /** Statistics: volumes do not all but vanish from one observation to the next. */
  readonly volumeLoss?: boolean | VolumeLossRuleOptions | undefined;
}

/** The name of a rule. */
export type RuleName = keyof ValidationRules;
