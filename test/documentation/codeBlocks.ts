import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A fenced block as a reader finds it. */
export interface CodeBlock {
  /** The file it stands in, relative to the root of the project. */
  readonly file: string;
  /** The line on which its code starts. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
}

/** The root of the project. */
export const root = join(import.meta.dirname, '..', '..');

/** The `ts` blocks of a Markdown file. */
export function markdownBlocks(path: string): CodeBlock[] {
  return fencedBlocks(path, readFileSync(join(root, path), 'utf8').split('\n')).filter(isTypeScript);
}

/** The `ts` blocks of every `@example` in the sources below a folder. */
export function exampleBlocks(folder: string): CodeBlock[] {
  return filesBelow(join(root, folder), '.ts').flatMap((path) => {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => (/^\s*\*/.test(line) ? line.replace(/^\s*\* ?/, '') : ''));
    return fencedBlocks(relative(root, path), lines).filter(isTypeScript);
  });
}

/** The Markdown files below a folder, relative to the root; generated reference pages left out. */
export function markdownFiles(folder: string): string[] {
  return filesBelow(join(root, folder), '.md')
    .map((path) => relative(root, path))
    .filter((path) => !path.startsWith(join('docs', 'api')));
}

function filesBelow(folder: string, suffix: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const isTypeScript = ({ language }: CodeBlock) => language === 'ts';

/** The fenced blocks of a text, of any language. */
export function fencedBlocks(file: string, lines: readonly string[]): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let start = -1;
  let language = '';
  for (const [index, line] of lines.entries()) {
    const opening = start < 0 ? /^```(\w*)\s*$/.exec(line) : null;
    if (opening !== null) {
      start = index + 1;
      language = opening[1]!;
    } else if (start >= 0 && /^```\s*$/.test(line)) {
      blocks.push({ file, line: start + 1, language, code: lines.slice(start, index).join('\n') });
      start = -1;
    }
  }
  if (start >= 0) throw new Error(`${file}:${start}: a code block has no end`);
  return blocks;
}
