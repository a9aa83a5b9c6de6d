import type { RegisteredModel } from 'coincast';
import type * as z from 'zod';
import { verdictSchema } from '../schemas/forecast.js';

/** The verdict a version was registered with; `null` where it has none. */
export function verdictOf({ metrics }: RegisteredModel): z.infer<typeof verdictSchema> | null {
  const result = verdictSchema.safeParse(metrics['verdict']);
  return result.success ? result.data : null;
}
