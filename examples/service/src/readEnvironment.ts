import type * as z from 'zod';
import { nearestName } from './nearestName.js';

/** How variables of a service are told from those of everyone else. */
export interface KnownNames {
  /** Every name that needs no remark: the service's own, and those of services that share its environment file. */
  readonly names: readonly string[];
  /** Prefixes under which every variable is one of ours. */
  readonly families: readonly string[];
}

/** What the environment says, or what is wrong with it, a line each. */
export type Environment<Values> =
  | { readonly values: Values; readonly problems: readonly [] }
  | { readonly values: undefined; readonly problems: readonly string[] };

/**
 * Reads the environment by its schema; a variable that is empty counts as not set. Problems name every variable that does
 * not fit, and every one whose name looks like a slip of ours.
 */
export function readEnvironment<Schema extends z.ZodObject>(
  env: NodeJS.ProcessEnv,
  schema: Schema,
  known: KnownNames,
): Environment<z.output<Schema>> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  const problems = [
    ...Object.keys(given).flatMap((name) => slipOf(name, known)),
    ...(result.error?.issues ?? []).map(({ path, message }) => `${path[0]?.toString()}: ${message}`),
  ];
  return result.success && problems.length === 0
    ? { values: result.data, problems: [] }
    : { values: undefined, problems };
}

function slipOf(name: string, { names, families }: KnownNames): string[] {
  if (names.includes(name)) return [];
  const nearest = nearestName(name, names);
  if (nearest !== undefined) return [`${name} is unknown: did you mean ${nearest}?`];
  const family = families.find((prefix) => name.startsWith(prefix));
  if (family === undefined) return [];
  const members = names.filter((known) => known.startsWith(family));
  return [`${name} is unknown: did you mean ${members.join(' or ')}?`];
}
