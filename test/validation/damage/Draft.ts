import type { RuleName, ValidationFinding, ValidationRules } from '../../../src/validation/index.js';

/** An observation on its way to be damaged. */
export interface Row {
  time: unknown;
  price: unknown;
  volume: unknown;
  marketCap: unknown;
}

/** A finding as it is expected, without its words; of limits, only that there are some. */
export type ExpectedFinding = Omit<ValidationFinding, 'message' | 'suggestion'>;

/** A series in the making: damage changes rows, and says what is to be found once all damage is done. */
export interface Draft {
  readonly rows: Row[];
  readonly rules: { -readonly [Name in keyof ValidationRules]: ValidationRules[Name] };
  readonly expected: (() => (ExpectedFinding | ExpectedFinding[])[])[];
  /** Rules of which findings are left after all suggested repairs. */
  readonly left: RuleName[];
  /** How many values the volumes lack at the end. */
  volumesShort: number;
}

/** Damages a draft at a place, the number of a row. */
export type Damage = (draft: Draft, at: number) => void;

/** The rules as a report orders them. */
export const ruleOrder: readonly RuleName[] = [
  ...(['length', 'type', 'finite', 'positive', 'order', 'duplicate', 'gap', 'irregularStep'] as const),
  ...(['flatRun', 'unfinished', 'outlier', 'levelShift', 'volumeLoss'] as const),
];

const errors: readonly RuleName[] = ['length', 'type', 'finite', 'positive', 'order', 'duplicate'];

function levelOf(rule: RuleName): ValidationFinding['level'] {
  const place = ruleOrder.indexOf(rule);
  return place < 4 ? 'schema' : place < 10 ? 'structure' : 'statistics';
}

/** A finding of rows, by what they are once all damage is done. */
export function finding(
  { rows }: Draft,
  rule: RuleName,
  concerned: readonly Row[],
  details: Partial<ExpectedFinding> & { readonly value: unknown },
): ExpectedFinding {
  const time = ({ time }: Row) => {
    const known = time instanceof Date ? time.getTime() : (time as number);
    return Number.isFinite(known) ? known : undefined;
  };
  return {
    level: levelOf(rule),
    rule,
    severity: errors.includes(rule) ? 'error' : 'warning',
    from: time(concerned[0]!),
    to: time(concerned.at(-1)!),
    index: rows.indexOf(concerned[0]!),
    count: concerned.length,
    repair: undefined,
    ...details,
  };
}

/** Where rows stand now. */
export const positions = ({ rows }: Draft, concerned: readonly Row[]) =>
  concerned.map((row) => rows.indexOf(row));
