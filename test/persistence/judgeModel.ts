import { isCoincastError } from '../../src/errors/index.js';
import type { FittedModel } from '../../src/models/index.js';
import { deserializeModel } from '../../src/persistence/index.js';

/** What became of a damaged or forged model; anything else is thrown. */
export type Verdict = 'SerializationError' | 'IntegrityError' | 'forecasts' | 'refuses to forecast';

/**
 * Reads a damaged or forged model as a victim would. It must be refused as no model, or else be one: with forecasts of
 * finite numbers, or the refusal of a horizon it has none for; and nothing may have happened to `Object.prototype`.
 */
export async function judgeModel(source: string | Uint8Array): Promise<Verdict> {
  const before = Reflect.ownKeys(Object.prototype).length;
  const verdict = await verdictOf(source);
  if (Reflect.ownKeys(Object.prototype).length === before) return verdict;
  throw new Error('Object.prototype was changed');
}

async function verdictOf(source: string | Uint8Array): Promise<Verdict> {
  try {
    return judgeForecasts(await deserializeModel(source));
  } catch (error) {
    const { name } = error as Error;
    if (isCoincastError(error) && (name === 'SerializationError' || name === 'IntegrityError')) return name;
    throw error;
  }
}

function judgeForecasts(model: FittedModel): Verdict {
  try {
    const { timestamps, mean, intervals } = model.forecast({ horizon: 5, levels: [0.5, 0.95] });
    const columns = [timestamps, mean, ...intervals.flatMap(({ lower, upper }) => [lower, upper])];
    if (columns.every((column) => column.length === 5 && column.every(Number.isFinite))) return 'forecasts';
  } catch (error) {
    if (isCoincastError(error) && error.code === 'invalid-argument') return 'refuses to forecast';
    throw error;
  }
  throw new Error(`A ${model.kind} model forecasts what is no finite number`);
}
