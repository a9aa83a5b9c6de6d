import { isCoincastError } from 'coincast';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ApiProblem } from './ApiProblem.js';
import type { ProblemCode } from './problems.table.js';

/** The codes of Fastify and its plugins, by what they mean to a caller. */
const frameworkCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_HANDLER_TIMEOUT: 'overloaded',
};

/** The errors of the library that are answers rather than faults. */
const libraryCodes: Readonly<Record<string, ProblemCode>> = {
  'model-not-found': 'model-not-found',
  'promotion-refused': 'promotion-refused',
  'promotion-conflict': 'promotion-conflict',
  'rollback-unavailable': 'nothing-to-roll-back',
};

/** The problem behind anything thrown; `internal`, with the error as its cause, where nobody foresaw it. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error);
  if (isCoincastError(error)) {
    const code = libraryCodes[error.code];
    if (code !== undefined) return new ApiProblem(code, error.message, { cause: error });
    if (error.code === 'store') return registryUnavailable(error);
  }
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  const known = code === undefined ? undefined : frameworkCodes[code];
  if (known === 'overloaded')
    return new ApiProblem(known, 'Try again later.', { retryAfterS: 5, cause: error });
  if (known !== undefined) return new ApiProblem(known, String(message), { cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new ApiProblem('invalid-request', String(message), { cause: error });
  }
  return new ApiProblem('internal', 'The log has the details under the request id.', { cause: error });
}

function registryUnavailable(cause: Error): ApiProblem {
  return new ApiProblem('registry-unavailable', 'The models are served from memory; try this again later.', {
    retryAfterS: 5,
    cause,
  });
}

interface SchemaFailure {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string | undefined }[];
  readonly validationContext?: string | undefined;
}

function invalidRequest({ validation, validationContext = 'request' }: SchemaFailure): ApiProblem {
  const part = validationContext === 'querystring' ? 'query' : validationContext;
  const errors = validation.slice(0, 20).map(({ instancePath, message = 'does not fit' }) => ({
    path: [part, ...instancePath.split('/').filter((segment) => segment !== '')].join('.'),
    message,
  }));
  const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new ApiProblem('invalid-request', `${detail}. /docs shows what the route takes.`, { errors });
}
