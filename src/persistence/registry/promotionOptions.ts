import { InvalidArgumentError, requireInteger, requireKnownKeys, requireNumber } from '../../errors/index.js';
import type { GateComparison, GateDecision } from './gate.js';
import { requireVersion } from './keys.js';

/** Who and why, as the journal keeps them. */
export function requireNotes({ who, why }: { who?: string | undefined; why?: string | undefined }): {
  who: string | null;
  why: string | null;
} {
  return {
    who: who === undefined ? null : requireText('who', who),
    why: why === undefined ? null : requireText('why', why),
  };
}

/** The reason for passing by the gate, or `null`. */
export function requireForce(force: unknown): string | null {
  if (force === undefined) return null;
  requireKnownKeys('force', force as object, ['reason']);
  return requireText('force.reason', (force as { reason?: unknown }).reason);
}

/** A comparison of a version with the champion. */
export function requireComparison(comparison: GateComparison): GateComparison {
  const keys = ['metric', 'folds', 'candidateLoss', 'championLoss', 'champion'];
  requireKnownKeys('comparison', comparison, keys);
  const { metric, folds, candidateLoss, championLoss, champion } = comparison;
  return Object.freeze({
    metric: requireText('comparison.metric', metric),
    folds: requireInteger('comparison.folds', folds, { min: 1 }),
    candidateLoss: requireNumber('comparison.candidateLoss', candidateLoss),
    championLoss: requireNumber('comparison.championLoss', championLoss),
    champion: requireVersion(champion, 'comparison.champion'),
  });
}

/** The version that must be the champion, or `null` for none. */
export function requireExpect(expect: string | null | undefined): string | null | undefined {
  return expect == null ? expect : requireVersion(expect, 'expect');
}

/** What a gate returned. */
export function requireDecision(decision: unknown): GateDecision {
  const { passed, reason } = (decision ?? {}) as Partial<GateDecision>;
  if (typeof passed === 'boolean' && typeof reason === 'string') return { passed, reason };
  throw new InvalidArgumentError({
    argument: 'the result of gate',
    value: decision,
    expected: '{ passed: boolean, reason: string }',
  });
}

function requireText(argument: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new InvalidArgumentError({ argument, value, expected: 'a text that is not empty' });
}
