import type { Overview } from '../../src/schemas/overview.js';
import { h } from '../dom.js';

type Verdict = Overview['forecasts'][number]['verdict'];

const words = {
  'beats-naive': { text: 'Beats the last price', tone: 'good' },
  'no-better-than-naive': { text: 'No better than the last price', tone: '' },
  'worse-than-naive': { text: 'Worse than the last price', tone: 'bad' },
  'insufficient-evidence': { text: 'Too little evidence', tone: '' },
} as const;

/** What a verdict says in a few words. */
export function verdictText(verdict: Verdict): string {
  return verdict === null ? 'Not compared' : words[verdict.code].text;
}

/** The same as a chip; its title is the whole statement. */
export function verdictChip(verdict: Verdict): HTMLElement {
  const tone = verdict === null ? '' : words[verdict.code].tone;
  return h('span', { class: `chip ${tone}`, title: verdict?.statement }, verdictText(verdict));
}
