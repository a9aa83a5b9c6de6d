import { createReadStream } from 'node:fs';
import { ModelNotFoundError, quoteValue } from '../errors/index.js';
// Not through the barrel: the bundler of declarations would see a cycle between its chunks.
import { deserializeModel } from '../persistence/deserializeModel.js';
import { type ReadModelOptions, resolveMaxBytes } from '../persistence/index.js';

/**
 * Reads a model from a file of `saveModel`, or of the plain text of `serializeModel`; its forecasts are
 * bit-identical to those of the model that was saved.
 *
 * No more than `maxBytes` are ever read. What the disk refuses for another reason than a missing file rejects
 * with Node's own error (`EACCES` and its like).
 *
 * @throws {@link coincast!ModelNotFoundError} when there is no such file.
 * @throws {@link coincast!IntegrityError} when the content does not match its checksum.
 * @throws {@link coincast!SerializationError} when it is no stored model, cut off, or larger than `maxBytes`.
 * @throws {@link coincast!InvalidArgumentError} when an option is unknown.
 * @example
 * ```ts
 * import { rm } from 'node:fs/promises';
 * import { trainDrift } from 'coincast';
 * import { loadModel, saveModel } from 'coincast/node';
 *
 * await saveModel(trainDrift([100, 102, 101, 103]), 'drift.model.json.gz');
 * const model = await loadModel('drift.model.json.gz');
 * await rm('drift.model.json.gz');
 * model.forecast({ horizon: 2 }).mean; // => [104, 105]
 * ```
 */
export async function loadModel(
  path: string,
  options: ReadModelOptions = {},
): ReturnType<typeof deserializeModel> {
  return deserializeModel(await readAtMost(path, resolveMaxBytes(options)), options);
}

// One byte more than allowed, so that the size check sees what is too large without all of it being read.
async function readAtMost(path: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(path, { end: maxBytes })) chunks.push(chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const message = `There is no model file ${quoteValue(path)}. Save one first with saveModel, or check the path.`;
    throw new ModelNotFoundError({ message, id: path }, { cause: error });
  }
  return Buffer.concat(chunks);
}
