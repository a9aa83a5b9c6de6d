import * as z from 'zod';
import { type ProblemCode, problems } from '../errors/problems.table.js';

/** A failure as RFC 9457 has it. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'A URN that ends in the code.' }),
    title: z.string().meta({ description: 'What the code means; the same for every problem of that code.' }),
    status: z.int(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().meta({ description: 'What happened, and what to do next.' }),
    requestId: z.string().meta({ description: 'The id under which the log knows the request.' }),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

/** What every route may answer, whatever it does. */
const anyRoute = [400, 401, 408, 429, 431, 500, 503] as const;

/** The failures of a route for its `schema.response`: those any route may have, and its own statuses. */
export function problemResponses<const Status extends number = never>(...own: Status[]) {
  const answer = {
    description: 'A problem, see its code.',
    content: { 'application/problem+json': { schema: problemSchema } },
  };
  const statuses = [...anyRoute, ...own];
  return Object.fromEntries(statuses.map((status) => [status, answer])) as Record<
    (typeof anyRoute)[number] | Status,
    typeof answer
  >;
}
