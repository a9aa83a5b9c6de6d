/** How likely the fits of exponential smoothing are beside those of R's `forecast::ets`, form by form. */

import { type EtsForm, isCoincastError, trainEts } from 'coincast';
import { type BenchSeries, m4Series, sampleOf } from './benchData.js';
import { rscript } from './interpreters.js';
import { JsonPeer } from './JsonPeer.js';
import { likelihoodAsR } from './likelihoodAsR.js';
import { contested } from './report/compared.js';
import { defineBenchmark } from './report/defineBenchmark.js';
import { presence } from './report/presence.js';

const peer = 'R forecast::ets';

/** The forms without season that have more than a level, and one that has not. */
const forms: readonly { readonly name: string; readonly model: string; readonly form: EtsForm }[] = [
  { name: 'ETS(A,N,N)', model: 'ANN', form: formOf('additive', 'none', false) },
  { name: 'ETS(A,A,N)', model: 'AAN', form: formOf('additive', 'additive', false) },
  { name: 'ETS(A,Ad,N)', model: 'AAN', form: formOf('additive', 'additive', true) },
  { name: 'ETS(M,A,N)', model: 'MAN', form: formOf('multiplicative', 'additive', false) },
  { name: 'ETS(M,Ad,N)', model: 'MAN', form: formOf('multiplicative', 'additive', true) },
  { name: 'ETS(M,M,N)', model: 'MMN', form: formOf('multiplicative', 'multiplicative', false) },
];

function formOf(error: EtsForm['error'], trend: EtsForm['trend'], damped: boolean): EtsForm {
  return { error, trend, damped, seasonal: 'none' };
}

export const benchmark = defineBenchmark({
  title: 'Likelihoods of exponential smoothing',
  kind: 'race',
  what:
    'The log-likelihoods of fits of M4 weekly series, which are long and whose likelihoods have several modes, beside those ' +
    'of R’s search, at most 0.001 apart counting as even.',
  data: 'required',
  settings: { series: 359 },
  run: async ({ series }, say) => {
    const r = await JsonPeer.start([rscript, 'classical.R']);
    const all = sampleOf(m4Series('m4-Weekly'), series);
    const contests = [];
    for (const { name, model, form } of r === undefined ? [] : forms) {
      say(name);
      const leads = [];
      for (const each of all) leads.push(await leadOverR(each, form, model, r!));
      contests.push(...contested({ what: `log-likelihood of ${name}`, peer, tolerance: 1e-3, leads }));
    }
    r?.stop();
    return { peers: [presence('R forecast', r?.version, 'R with forecast and jsonlite is')], contests };
  },
});

/** By how much our log-likelihood is above R's, which leaves its constant out; not a number where there is none. */
async function leadOverR(
  { values }: BenchSeries,
  form: EtsForm,
  model: string,
  r: JsonPeer,
): Promise<number | undefined> {
  const request = { kind: 'etsForm', values: Array.from(values), period: 1, model, damped: form.damped };
  const theirs = (await r.ask<{ logLikelihood?: number }>(request)).logLikelihood;
  if (theirs === undefined) return undefined;
  return likelihoodAsR(ourLikelihood(values, form), values.length) - theirs;
}

function ourLikelihood(values: Float64Array, form: EtsForm): number {
  try {
    return trainEts(values, { model: form }).logLikelihood;
  } catch (error) {
    if (!isCoincastError(error)) throw error;
    return Number.NEGATIVE_INFINITY;
  }
}
