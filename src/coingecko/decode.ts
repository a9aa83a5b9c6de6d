import type * as z from 'zod/mini';
import { quoteValue, ResponseValidationError } from '../errors/index.js';
import { readErrorBody } from './errorBody.js';

const mostIssues = 5;

/**
 * Reads the body of a success by the endpoint's schema.
 *
 * @throws {@link ResponseValidationError} when it is empty, HTML, cut off, or of another shape.
 */
export function decode<T>(endpoint: string, text: string, schema: z.ZodMiniType<T>): T {
  if (text.trim() === '') throw invalid(endpoint, 'an empty body', ['the body is empty']);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    const html = text.trimStart().startsWith('<');
    const fact = html ? 'HTML instead of JSON' : 'text that is not JSON, or is cut off';
    throw invalid(endpoint, fact, [cause instanceof Error ? cause.message : fact], { cause });
  }
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const { apiMessage } = readErrorBody(text);
  const issues = result.error.issues.slice(0, mostIssues).map(describeIssue);
  const fact =
    apiMessage === undefined ? `an unexpected shape (${issues[0]})` : `an error as a success (${apiMessage})`;
  throw invalid(endpoint, fact, issues);
}

/** In words of our own, since zod/mini comes without a language. */
function describeIssue(issue: z.core.$ZodIssue): string {
  const place = issue.path.length === 0 ? 'the body' : issue.path.join('.');
  if (issue.code === 'invalid_type') return `${place} must be of type ${issue.expected}`;
  if (issue.code === 'too_small') return `${place} must have at least ${issue.minimum} entries`;
  if (issue.code === 'too_big') return `${place} must have at most ${issue.maximum} entries`;
  if (issue.code === 'invalid_value')
    return `${place} must be one of ${issue.values.map(quoteValue).join(', ')}`;
  return `${place}: ${issue.message}`;
}

function invalid(
  endpoint: string,
  fact: string,
  issues: readonly string[],
  options?: ErrorOptions,
): ResponseValidationError {
  return new ResponseValidationError(
    {
      message:
        `CoinGecko answered ${endpoint} with ${fact}. ` +
        'Try again later; if it stays so, check baseUrl and any proxy between.',
      endpoint,
      issues,
    },
    options,
  );
}
