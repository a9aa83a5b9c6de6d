import { describeOrder } from './arimaOrder.js';
import type { ArimaParameters } from './arimaState.js';
import { type CoefficientRow, coefficientTable, constantName } from './coefficientTable.js';
import { informationCriteria } from './informationCriteria.js';

const perLine = 8;

/** A model as text: its order, a table of coefficients with standard errors, the variance and the criteria. @internal */
export function arimaSummary(parameters: ArimaParameters): string {
  const { constant, sigma2, logLikelihood, transform, n } = parameters;
  const { aic, aicc, bic } = informationCriteria(parameters);
  return [
    titleOf(parameters),
    ...(transform === undefined ? [] : [describeTransform(transform.lambda)]),
    ...coefficientLines(coefficientTable(parameters)),
    '',
    `sigma^2 = ${short(sigma2)}:  log likelihood = ${logLikelihood.toFixed(2)}  (n = ${n})`,
    `AIC=${aic.toFixed(2)}   AICc=${aicc.toFixed(2)}   BIC=${bic.toFixed(2)}`,
  ].join('\n');

  function titleOf({ order, seasonal, regressors }: ArimaParameters): string {
    const name = describeOrder(order, seasonal);
    if (regressors !== undefined) return `Regression with ${name} errors`;
    if (constant === undefined) return name;
    return `${name} with ${constantName(parameters) === 'mean' ? 'non-zero mean' : 'drift'}`;
  }
}

function describeTransform(lambda: number): string {
  return lambda === 0 ? 'Of the logarithms' : `Box-Cox transformation: lambda = ${short(lambda)}`;
}

function coefficientLines(rows: readonly CoefficientRow[]): string[] {
  if (rows.length === 0) return [];
  const lines = ['', 'Coefficients:'];
  for (let from = 0; from < rows.length; from += perLine) {
    const columns = rows.slice(from, from + perLine).map(({ name, value, standardError, isFixed }) => {
      const cells = [name, significant(value), isFixed ? 'fixed' : errorText(standardError)];
      const width = Math.max(...cells.map((cell) => cell.length)) + 2;
      return cells.map((cell) => cell.padStart(width));
    });
    const line = (cell: number) => columns.map((column) => column[cell]).join('');
    lines.push(`      ${line(0)}`, `      ${line(1)}`, `s.e.  ${line(2)}`);
  }
  return lines;
}

function errorText(standardError: number | null): string {
  return standardError === null ? '-' : significant(standardError);
}

/** Four decimals or as many digits, with an exponent for the very small and the very large. */
function significant(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(3);
  const integerDigits = size < 1 ? 0 : Math.floor(Math.log10(size)) + 1;
  return value.toFixed(Math.max(0, 4 - integerDigits));
}

/** Four digits. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
