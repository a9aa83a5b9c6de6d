import { InvalidArgumentError } from '../../errors/index.js';
import { keySegment, requireSegmentText, textIfSegment } from '../keySegment.js';
import { isKeySegment } from '../ModelStore.js';

/** Where models lie in a store. */
export const modelsPrefix = 'models/';

/** Where the journals of champions lie in a store. */
export const journalPrefix = 'journal/';

/** The key of a version. */
export function modelKey(coin: string, version: string): string {
  return `${modelsPrefix}${keySegment(coin)}/${version}`;
}

/** What the keys of a coin's versions begin with. */
export function modelsOf(coin: string): string {
  return `${modelsPrefix}${keySegment(coin)}/`;
}

/** What the keys of a coin's journal begin with. */
export function journalOf(coin: string): string {
  return `${journalPrefix}${keySegment(coin)}/`;
}

/** The key of a journal entry; twelve digits, so that keys are in the order of entries. */
export function journalKey(coin: string, sequence: number): string {
  return `${journalOf(coin)}${String(sequence).padStart(12, '0')}`;
}

/** The coin and version a key names, or `undefined` where a registry would not have made it. */
export function parseModelKey(key: string): { coin: string; version: string } | undefined {
  const [, folder, version, ...more] = key.split('/');
  if (!key.startsWith(modelsPrefix) || version === undefined || more.length > 0) return undefined;
  const coin = textIfSegment(folder!);
  return coin === undefined || !isVersion(version) ? undefined : { coin, version };
}

/** The coin and number a key of a journal names, likewise. */
export function parseJournalKey(key: string): { coin: string; sequence: number } | undefined {
  const [, folder, digits, ...more] = key.split('/');
  if (!key.startsWith(journalPrefix) || more.length > 0 || !/^\d{12}$/.test(digits ?? '')) return undefined;
  const coin = textIfSegment(folder!);
  const sequence = Number(digits);
  return coin === undefined || sequence === 0 ? undefined : { coin, sequence };
}

/** Whether a text can be a version. */
export function isVersion(version: unknown): version is string {
  return typeof version === 'string' && version.length <= 100 && isKeySegment(version);
}

/** @throws {@link InvalidArgumentError} */
export function requireVersion(version: unknown, argument = 'version'): string {
  if (isVersion(version)) return version;
  throw new InvalidArgumentError({
    argument,
    value: version,
    expected: 'at most 100 of the characters a-z 0-9 . _ -, without a dot at its ends',
  });
}

/** @throws {@link InvalidArgumentError} */
export function requireCoin(coin: unknown): string {
  return requireSegmentText('coin', coin, 'the id of a coin such as "bitcoin", at most 200 bytes');
}
