import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemHeaders } from '../plugins/dataHeaders.js';
import type { ApiProblem } from './ApiProblem.js';
import { drain } from './drain.js';
import { problems } from './problems.table.js';
import { toProblem } from './toProblem.js';

/** Answers whatever was thrown as a problem; what the service is to blame for goes to the log, and only there. */
export async function problemHandler(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<object> {
  const problem = toProblem(error);
  const { statusCode: status, code } = problem;
  const route = request.routeOptions.url;
  const facts = { requestId: request.id, code, route };
  if (status >= 500) request.log.error({ ...facts, err: problem.cause ?? problem }, problem.message);
  // What the caller is to blame for may quote the caller, even a key sent in the wrong place.
  else request.log.debug(facts, problems[code].title);
  if (code === 'body-too-large') await drain(request.raw);
  if (problem.retryAfterS !== undefined) reply.header('retry-after', String(problem.retryAfterS));
  if (status === 401) reply.header('www-authenticate', 'ApiKey');
  reply
    .code(status)
    .headers(problemHeaders)
    .type('application/problem+json')
    .header('cache-control', 'no-store');
  return problemBody(problem, request.id);
}

/** The body of RFC 9457. */
export function problemBody({ code, statusCode, message, errors }: ApiProblem, requestId: string) {
  return {
    type: `urn:coincast:problem:${code}`,
    title: problems[code].title,
    status: statusCode,
    code,
    detail: message,
    requestId,
    ...(errors === undefined ? {} : { errors: [...errors] }),
  };
}
