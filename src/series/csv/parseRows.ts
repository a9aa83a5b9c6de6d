import { InvalidArgumentError } from '../../errors/index.js';
import { parse } from './engine.js';
import { rowParserOptions, toCsvFormatError } from './rowParserOptions.js';

/** Splits CSV text into records and gives each, with its line, to `push`; the header comes first. */
export function parseRows(text: string, push: (record: readonly string[], line: number) => void): void {
  if (typeof text !== 'string') {
    throw new InvalidArgumentError({ argument: 'text', value: text, expected: 'the text of a CSV file' });
  }
  try {
    parse(text, rowParserOptions(push));
  } catch (error) {
    throw toCsvFormatError(error);
  }
}
