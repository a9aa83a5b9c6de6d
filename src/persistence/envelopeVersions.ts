import { verifySha256 } from './verifySha256.js';

/** The fields of a stored model, of which nothing is known but that they are plain JSON data. */
export type EnvelopeFields = Readonly<Record<string, unknown>>;

/** How the envelopes of one format version are read. */
export interface EnvelopeVersion {
  /** Verifies the checksum by the rules of this version; rejects when the content does not match it. */
  readonly verify: (fields: EnvelopeFields) => Promise<void>;
  /**
   * The same content as the next version has it; the newest version has none. It is given verified content, which
   * a forger may have sealed all the same: what does not fit it leaves as it is, and the newest schema refuses it.
   */
  readonly upgrade?: (fields: EnvelopeFields) => EnvelopeFields;
}

/**
 * Every format version there has been, from version 1 on. A change of the envelope adds one at the end and gives the
 * one before it its `upgrade`; those before stay as they are. A change of a kind's state is no change of the envelope:
 * see `createStateParser`.
 */
export const envelopeVersions: readonly EnvelopeVersion[] = [{ verify: verifySha256 }];

/** The format version this release writes, and the newest it reads. */
export const modelFormatVersion = envelopeVersions.length;
