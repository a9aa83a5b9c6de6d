import { coefficientNames, type GarchState, persistenceOf } from './garchState.js';

/** A model as text: its name, a table of coefficients with both standard errors, and what they amount to. @internal */
export function garchSummary(state: GarchState): string {
  const { gamma, nu, mu, standardErrors, robustStandardErrors, logLikelihood, n, omega } = state;
  const names = coefficientNames(state);
  const persistence = persistenceOf(state);
  const k = names.length;
  const cells = [
    ['', 'estimate', 's.e.', 'robust s.e.'],
    ...names.map((name, i) => [
      name,
      significant(state[name]!),
      errorText(standardErrors[i]!),
      errorText(robustStandardErrors[i]!),
    ]),
  ];
  const level = persistence < 1 ? significant(omega / (1 - persistence)) : 'none';
  return [
    `${gamma === undefined ? 'GARCH(1,1)' : 'GJR-GARCH(1,1)'} with ${nu === undefined ? 'normal' : 'Student-t'} innovations and ${mu === undefined ? 'zero' : 'constant'} mean`,
    '',
    ...cells.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(6) : cell.padStart(12))).join('')),
    '',
    `persistence = ${significant(persistence)}:  unconditional variance = ${level}  (n = ${n})`,
    `log likelihood = ${logLikelihood.toFixed(2)}   AIC=${(2 * k - 2 * logLikelihood).toFixed(2)}   BIC=${(k * Math.log(n) - 2 * logLikelihood).toFixed(2)}`,
  ].join('\n');
}

function errorText(standardError: number | null): string {
  return standardError === null ? '-' : significant(standardError);
}

/** Four digits, with an exponent for the very small and the very large. */
function significant(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(3);
  return String(Number(value.toPrecision(4)));
}
