import type { FittedModel } from '../models/index.js';
import { gzipModel, type SerializeModelOptions } from '../persistence/index.js';
import { writeFileAtomically } from './writeFileAtomically.js';

/**
 * Writes a fitted model to a file, as gzipped JSON (see `gzipModel`): whole or not at all.
 *
 * An existing file is replaced, its folder must exist, and a failed write leaves the old content in place.
 * Equal models give equal files; `gunzip` makes them readable. What the disk refuses rejects with Node's own
 * error (`ENOENT` and its like).
 *
 * @throws {@link coincast!SerializationError} when the model, `metrics` or `metadata` cannot be written as JSON.
 * @throws {@link coincast!InvalidArgumentError} when an option is unknown.
 * @example
 * ```ts
 * import { rm } from 'node:fs/promises';
 * import { trainNaive } from 'coincast';
 * import { loadModel, saveModel } from 'coincast/node';
 *
 * await saveModel(trainNaive([100, 102, 101]), 'bitcoin.model.json.gz', { metrics: { mae: 1.5 } });
 * const model = await loadModel('bitcoin.model.json.gz');
 * await rm('bitcoin.model.json.gz');
 * model.kind; // => 'naive'
 * ```
 */
export async function saveModel(
  model: FittedModel,
  path: string,
  options: SerializeModelOptions = {},
): Promise<void> {
  await writeFileAtomically(path, await gzipModel(model, options));
}
