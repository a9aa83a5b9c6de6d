import { canonicalJson } from '../../src/persistence/canonicalJson.js';
import { sha256 } from '../../src/persistence/sha256.js';

type Fields = Record<string, unknown>;

/** The text of an envelope after `edit`, with the checksum made anew, as a forger or another release would. */
export async function resealed(text: string, edit: (content: Fields) => void): Promise<string> {
  const { sha256: _, ...content } = JSON.parse(text) as Fields;
  edit(content);
  return canonicalJson({ ...content, sha256: await sha256(canonicalJson(content)) });
}
