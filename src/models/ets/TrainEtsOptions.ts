import { InvalidArgumentError, requireInteger, requireKnownKeys, requireOneOf } from '../../errors/index.js';
import type { TrainOptions } from '../model.js';
import { describeEts, type EtsComponent, type EtsForm, isStableForm } from './EtsForm.js';

/** The form of a model to be fitted; what is `'auto'`, the default of every part, is chosen. */
export interface EtsModelOptions {
  /** Default `'auto'`. */
  readonly error?: EtsComponent | 'auto' | undefined;
  /** `'auto'`, the default, chooses between none and additive; a multiplicative trend has to be asked for. */
  readonly trend?: 'none' | EtsComponent | 'auto' | undefined;
  /** Whether the trend fades out. Default `'auto'`. */
  readonly damped?: boolean | 'auto' | undefined;
  /** Default `'auto'`. */
  readonly seasonal?: 'none' | EtsComponent | 'auto' | undefined;
}

/** Forms with names of their own. */
export type EtsModelName = 'simple' | 'holt' | 'damped-holt' | 'holt-winters' | 'multiplicative-holt-winters';

/** Options of {@link trainEts}. */
export interface TrainEtsOptions extends TrainOptions {
  /**
   * The form: `'auto'`, the default, for the one with the least criterion; its parts, each given or chosen; or a name:
   * `simple` for simple exponential smoothing ETS(A,N,N), `holt` for Holt's linear trend ETS(A,A,N), `damped-holt` for
   * the damped trend ETS(A,Ad,N), `holt-winters` for ETS(A,A,A) and `multiplicative-holt-winters` for ETS(M,A,M).
   */
  readonly model?: 'auto' | EtsModelName | EtsModelOptions | undefined;
  /** The number of observations in a season; 1, the default, for none. */
  readonly period?: number | undefined;
  /** What is least in the form chosen. Default `aicc`. */
  readonly criterion?: 'aicc' | 'aic' | 'bic' | undefined;
}

/** @internal */
export const trainEtsKeys = ['model', 'period', 'criterion'] as const;

/** Criteria by which a form is chosen. */
export type EtsCriterion = 'aicc' | 'aic' | 'bic';

/** {@link TrainEtsOptions} checked: the forms to be compared. */
export interface ResolvedEtsOptions {
  /** From the simplest. */
  readonly forms: readonly EtsForm[];
  /** Whether more than one form was asked for, so that some may be left out. */
  readonly isChoice: boolean;
  readonly period: number;
  readonly criterion: EtsCriterion;
}

const named: Readonly<Record<EtsModelName, EtsForm>> = {
  simple: { error: 'additive', trend: 'none', damped: false, seasonal: 'none' },
  holt: { error: 'additive', trend: 'additive', damped: false, seasonal: 'none' },
  'damped-holt': { error: 'additive', trend: 'additive', damped: true, seasonal: 'none' },
  'holt-winters': { error: 'additive', trend: 'additive', damped: false, seasonal: 'additive' },
  'multiplicative-holt-winters': {
    error: 'multiplicative',
    trend: 'additive',
    damped: false,
    seasonal: 'multiplicative',
  },
};

const components = ['additive', 'multiplicative'] as const;

/** @throws {@link InvalidArgumentError} when an option is out of bounds or does not fit the others. @internal */
export function resolveEtsOptions(options: TrainEtsOptions): ResolvedEtsOptions {
  const period = requireInteger('period', options.period ?? 1, { min: 1, max: 10_000 });
  const criterion = requireOneOf('criterion', options.criterion ?? 'aicc', ['aicc', 'aic', 'bic']);
  const { model = 'auto' } = options;
  const modelNames = ['auto', ...(Object.keys(named) as EtsModelName[])] as const;
  const wanted: EtsModelOptions =
    typeof model === 'object' && model !== null ? model : nameOf(requireOneOf('model', model, modelNames));
  requireKnownKeys('model', wanted, ['error', 'trend', 'damped', 'seasonal']);
  const choices = {
    error: choicesOf('model.error', wanted.error, components, components),
    trend: choicesOf('model.trend', wanted.trend, ['none', ...components], ['none', 'additive']),
    damped: dampedOf(wanted.damped),
    seasonal: choicesOf(
      'model.seasonal',
      wanted.seasonal,
      ['none', ...components],
      period > 1 ? ['none', ...components] : ['none'],
    ),
  };
  if (period === 1 && choices.seasonal[0] !== 'none') {
    throw new InvalidArgumentError({
      argument: 'period',
      value: options.period,
      expected: `at least 2 with a ${choices.seasonal[0]} season`,
      hint: 'Say how many observations make a season, such as 24 for a day of hours.',
    });
  }
  const forms = allForms(choices);
  if (forms.length === 0) throw unstable(wanted);
  return { forms, isChoice: forms.length > 1, period, criterion };
}

function nameOf(name: 'auto' | EtsModelName): EtsModelOptions {
  return name === 'auto' ? {} : named[name];
}

interface Choices {
  readonly error: readonly EtsComponent[];
  readonly trend: readonly EtsForm['trend'][];
  readonly damped: readonly boolean[];
  readonly seasonal: readonly EtsForm['seasonal'][];
}

function allForms({ error, trend, damped, seasonal }: Choices): EtsForm[] {
  const forms: EtsForm[] = [];
  for (const season of seasonal) {
    for (const slope of trend) {
      for (const fades of damped) {
        if (fades && slope === 'none') continue;
        for (const kind of error) {
          const form: EtsForm = Object.freeze({ error: kind, trend: slope, damped: fades, seasonal: season });
          if (isStableForm(form)) forms.push(form);
        }
      }
    }
  }
  return forms;
}

function choicesOf<const T extends string>(
  argument: string,
  value: T | 'auto' | undefined,
  known: readonly T[],
  automatic: readonly T[],
): readonly T[] {
  const given = requireOneOf(argument, value ?? 'auto', ['auto', ...known]);
  return given === 'auto' ? automatic : [given as T];
}

function dampedOf(damped: boolean | 'auto' = 'auto'): readonly boolean[] {
  if (damped === 'auto') return [false, true];
  if (typeof damped === 'boolean') return [damped];
  throw new InvalidArgumentError({
    argument: 'model.damped',
    value: damped,
    expected: 'true, false or "auto"',
  });
}

function unstable(model: EtsModelOptions): InvalidArgumentError {
  if (model.damped === true && model.trend === 'none') {
    const expected = 'false or "auto" without a trend';
    return new InvalidArgumentError({ argument: 'model.damped', value: true, expected });
  }
  const { error, trend, seasonal } = model;
  return new InvalidArgumentError({
    argument: 'model',
    value: describeEts({
      error: error === 'additive' ? error : 'multiplicative',
      trend: trend === 'multiplicative' || trend === 'additive' ? trend : 'none',
      damped: model.damped === true,
      seasonal: seasonal === 'multiplicative' || seasonal === 'additive' ? seasonal : 'none',
    }),
    expected: 'a form whose forecasts have a finite variance',
    hint: 'Multiplicative parts need multiplicative errors, a multiplicative trend no additive season.',
  });
}
