import { describe, expect, it } from 'vitest';
import { type Documented, publicReference } from './publicReference.js';

const reference = publicReference();
const functions = reference.filter(({ kind }) => kind === 'function');
const fields = reference.filter(({ kind }) => kind === 'field');
const places = (found: readonly Documented[]) => found.map(({ name, at }) => `${name} (${at})`);

/** They look at a value of any kind, and say what it is. */
const neverThrow = new Set(['isCoincastError', 'isPriceSeries', 'findGaps']);

/** Their example needs a package that is no dependency; test/models/ctsa runs what the comment says. */
const withoutExample = new Set(['trainCtsaArima']);

/** What every model has: these are described by the contract, and their types alone differ. */
const contract = new Set(['FittedModel.append', 'FittedModel.toJSON', 'FittedModel.forecast']);

/** Numbers and arrays of them; the fields of a literal object are described one by one. */
const numeric = /^(?!\{).*(?:\bnumber\b|Float64Array|Int32Array|NumberArray)/s;
const unitInName = /(Ms|Seconds|Days|Bytes|PerMinute|PerSecond|Mb)$|Ms[A-Z]/;

/** The words by which a comment says what a number counts or measures. */
const unit = new RegExp(
  [
    'milliseconds?|\\bms\\b|seconds?\\b|minutes?\\b|hours?\\b|hourly|days?\\b|months?\\b|a year\\b|annual',
    'steps?\\b|increments?\\b|points\\b|observations?\\b|positions?\\b|\\bplace\\b|\\bindex\\b|\\blags?\\b|periods?\\b|\\btimes\\b|epoch',
    'numbers? of|numbers? for|how (?:many|often|much|far|long)|\\bmost\\b|counted|\\brows?\\b|\\blines?\\b|\\brank\\b',
    'bytes|bits|MiB|mebibytes',
    'probabilit|fraction|\\bshare\\b|\\blevels?\\b|0 to 1\\b|per ?cent|ratio|divided|relative|factor|weight',
    'units?\\b|prices?\\b|currency|dollars|values?\\b|\\bdata\\b',
    'statistic|p-value|likelihood|criteri|posterior|degrees of freedom|correlation|coefficient|exponent|moment',
    'variance|deviation|quantile|\\bmean\\b|volatilit|logarithm|\\blogs?\\b|errors?\\b|\\bloss|skill|score|squared',
    'slope|intercept|trend|constant|real part|imaginary|\\bpower\\b|parameters|\\bseeds?\\b|HTTP|\\bport\\b|\\{@link',
  ].join('|'),
  'i',
);

/** An optional one says what holds without it, or who needs it. */
const saysWithout =
  /\bdefault|\bneeded\b|\bwithout it\b|\bor else\b|\binstead of\b|\bgive this\b|\bonly (?:these|of)\b/i;

describe('the public reference', () => {
  it('knows the three entry points', () => {
    const names = new Set(reference.map(({ name }) => name));
    for (const name of [
      'trainArima',
      'ArimaModel.forecast',
      'TrainOptions.signal',
      'trainMany',
      'simulateMarket',
    ]) {
      expect(names).toContain(name);
    }
    expect(functions.length).toBeGreaterThan(150);
    expect(fields.length).toBeGreaterThan(1000);
  });

  it('describes every symbol, every method and every number', () => {
    const inherited = ({ name }: Documented) => contract.has(`FittedModel.${name.split('.')[1]}`);
    const silent = reference.filter(
      (one) =>
        one.comment === '' &&
        (one.kind !== 'field' || numeric.test(one.type)) &&
        !(one.kind === 'method' && inherited(one) && !one.name.startsWith('FittedModel.')),
    );
    expect(places(silent)).toEqual([]);
  });

  it('begins every comment with a sentence', () => {
    const without = reference.filter(
      ({ comment }) => comment !== '' && !/^(?:[A-Z`\d]|@internal)/.test(comment),
    );
    expect(places(without)).toEqual([]);
  });

  it('has an example for every function', () => {
    const without = functions.filter(
      ({ name, comment }) => !/@example/.test(comment) && !withoutExample.has(name),
    );
    expect(places(without)).toEqual([]);
  });

  it('says what every function that takes something throws', () => {
    const without = functions.filter(
      ({ name, comment, type }) => type !== '' && !/@throws/.test(comment) && !neverThrow.has(name),
    );
    expect(places(without)).toEqual([]);
  });

  it('says of every number what it counts or measures, in its name or its comment', () => {
    const without = fields.filter(
      ({ name, comment, type }) =>
        comment !== '' && numeric.test(type) && !unitInName.test(name) && !unit.test(comment),
    );
    expect(places(without)).toEqual([]);
  });

  it('says of every option what holds without it', () => {
    const without = reference.filter(
      ({ name, comment, optional }) =>
        optional && /Options\.(?!signal$|on[A-Z])/.test(name) && !saysWithout.test(comment),
    );
    expect(places(without)).toEqual([]);
  });

  it('keeps no exception that is needed no more', () => {
    const named = (name: string) => functions.find((one) => one.name === name);
    expect([...neverThrow].filter((name) => named(name)?.comment.includes('@throws') !== false)).toEqual([]);
    expect([...withoutExample].filter((name) => named(name)?.comment.includes('@example') !== false)).toEqual(
      [],
    );
  });
});
