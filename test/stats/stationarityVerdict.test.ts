import { describe, expect, it } from 'vitest';
import type { StationarityEvidence } from '../../src/stats/index.js';
import { weighStationarity } from '../../src/stats/stationarityVerdict.js';

type Rejections = { adf?: boolean; pp?: boolean; kpss?: boolean };

const test = (rejected = false) => ({
  pValue: rejected ? 0.02 : 0.3,
  pValueBounded: false,
  rejectAt: () => rejected,
});
const triple = ({ adf, pp, kpss }: Rejections) => ({ adf: test(adf), pp: test(pp), kpss: test(kpss) });
const weigh = (level: Rejections, trend: Rejections, broken = false) => {
  const zivotAndrews = { ...test(broken), breakIndex: 7, breakTimestamp: undefined };
  const evidence = { level: triple(level), trend: triple(trend), zivotAndrews };
  return weighStationarity(evidence as unknown as StationarityEvidence, 0.05);
};

const unitRoot = { kpss: true };
const silence = {};

describe('weighStationarity', () => {
  it.each([
    { name: 'ADF and PP reject a root, KPSS nothing', level: { adf: true, pp: true }, verdict: 'stationary' },
    { name: 'only ADF rejects', level: { adf: true }, verdict: 'stationary' },
    { name: 'only PP rejects', level: { pp: true }, verdict: 'stationary' },
    { name: 'only KPSS rejects', level: unitRoot, verdict: 'difference-stationary' },
    { name: 'KPSS and ADF reject', level: { kpss: true, adf: true }, verdict: 'difference-stationary' },
    { name: 'all reject', level: { kpss: true, adf: true, pp: true }, verdict: 'inconclusive' },
    { name: 'none rejects', level: silence, verdict: 'inconclusive' },
  ])('around a level, where $name: $verdict', ({ level, verdict }) => {
    expect(weigh(level, silence).verdict).toBe(verdict);
  });

  it.each([
    { name: 'a root is rejected', trend: { adf: true }, verdict: 'trend-stationary' },
    { name: 'a root is found', trend: unitRoot, verdict: 'difference-stationary' },
    { name: 'all is rejected', trend: { kpss: true, adf: true, pp: true }, verdict: 'inconclusive' },
  ])('with a root around a level, and around a trend where $name: $verdict', ({ trend, verdict }) => {
    expect(weigh(unitRoot, trend).verdict).toBe(verdict);
  });

  it('needs no trend where a level will do', () => {
    expect(weigh({ adf: true }, { adf: true }).verdict).toBe('stationary');
  });

  it.each([
    { name: 'a break may explain the root', level: unitRoot, broken: true, doubt: 'may be a break' },
    {
      name: 'all is rejected',
      level: { kpss: true, adf: true, pp: true },
      broken: false,
      doubt: 'long memory',
    },
    { name: 'nothing is rejected', level: silence, broken: false, doubt: 'too short or too persistent' },
  ])('says why it is in doubt: $name', ({ level, broken, doubt }) => {
    const { verdict, doubt: reason } = weigh(level, silence, broken);
    expect(verdict).toBe('inconclusive');
    expect(reason).toContain(doubt);
  });

  it('minds no break in what is stationary without one', () => {
    expect(weigh({ adf: true }, silence, true)).toMatchObject({ verdict: 'stationary' });
  });
});
