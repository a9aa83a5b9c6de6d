import { median } from '../median.js';
import type { Comparison, Contest } from './BenchReport.js';

interface Ratios extends Pick<Comparison, 'what' | 'peer' | 'measure'> {
  /** Case by case how many times as well coincast did: the peer's time over ours, our rate over theirs. */
  readonly ratios: readonly (number | undefined)[];
}

/** A comparison of what can be counted in times; none where no case has a ratio. */
export function compared({ ratios, ...about }: Ratios): Comparison[] {
  const known = ratios.filter((ratio) => ratio !== undefined && Number.isFinite(ratio)) as number[];
  if (known.length === 0) return [];
  return [
    {
      ...about,
      cases: known.length,
      better: known.filter((ratio) => ratio > 1).length,
      median: median(known),
      least: Math.min(...known),
      most: Math.max(...known),
    },
  ];
}

interface Leads extends Pick<Contest, 'what' | 'peer' | 'tolerance'> {
  /** Case by case by how much coincast is ahead; infinite or not a number where the peer has no valid result. */
  readonly leads: readonly (number | undefined)[];
}

/** A contest of what cannot be counted in times; none where there is no case. */
export function contested({ leads, ...about }: Leads): Contest[] {
  if (leads.length === 0) return [];
  const valid = leads.filter((lead) => lead !== undefined && Number.isFinite(lead)) as number[];
  const { tolerance } = about;
  return [
    {
      ...about,
      better: valid.filter((lead) => lead > tolerance).length,
      even: valid.filter((lead) => Math.abs(lead) <= tolerance).length,
      worse: valid.filter((lead) => lead < -tolerance).length,
      withoutResult: leads.length - valid.length,
      largestLead: Math.max(0, ...valid),
      largestDeficit: Math.max(0, ...valid.map((lead) => -lead)),
    },
  ];
}
