import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CodeBlock } from './codeBlocks.js';

const folder = join(import.meta.dirname, '.generated');

/**
 * Runs a code block as the module it is. A line that ends in `// => value` asserts that the expression before
 * it has that value: numbers to the digits printed, objects in the fields printed.
 */
export async function runCodeBlock(block: CodeBlock): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, fileNameOf(block));
  writeFileSync(path, assertingModule(block));
  checkFor(block);
  await import(/* @vite-ignore */ path);
}

/** A name for the file of a block, which tells where it stands. */
export function fileNameOf(block: CodeBlock): string {
  return `${block.file.replaceAll(/[^\w]+/g, '_')}_${block.line}.ts`;
}

/** The block as a module that asserts what it says; {@link checkFor} comes before it is imported. */
export function assertingModule(block: CodeBlock): string {
  const code = block.code.split('\n').map(assertLine).join('\n');
  // What a block prints is for its reader.
  const quiet = code.includes('console.') ? 'const console = { log() {} };\n' : '';
  return `${quiet}const __check = (globalThis as any)[Symbol.for('coincast.documentation.check')];\n${code}\nexport {};\n`;
}

/** Lets the asserting module of a block find what it asserts by. */
export function checkFor(block: CodeBlock): void {
  const checker = Symbol.for('coincast.documentation.check');
  (globalThis as Record<symbol, unknown>)[checker] = (actual: unknown, expected: unknown, text: string) =>
    check(actual, expected, `${block.file}:${block.line} ${text}`);
}

function assertLine(line: string): string {
  const match = /^(.*?)\s*\/\/ => (.+)$/.exec(line);
  if (match === null) return line;
  const [, before, value] = match;
  const text = JSON.stringify(value);
  const declaration = /^\s*(?:const|let) (\w+)(?:: [^=]+)? =/.exec(before!);
  if (declaration !== null) return `${before} __check(${declaration[1]}, (${value}), ${text});`;
  const guarded = /^(\s*if \(.*?\) )(.+?);?$/.exec(before!);
  const [prefix, expression] = guarded === null ? ['', before!] : [guarded[1]!, guarded[2]!];
  return `${prefix}__check((${expression!.trim().replace(/;$/, '')}), (${value}), ${text});`;
}

function check(actual: unknown, expected: unknown, text: string): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const printed = text.split(' ').at(-1)!;
    const digits = /\.(\d+)/.exec(printed)?.[1]?.length ?? 0;
    const exponent = Number(/e([+-]?\d+)/i.exec(printed)?.[1] ?? 0);
    const tolerance =
      Number.isInteger(expected) && digits === 0 ? 0 : 0.5 * 10 ** (exponent - digits) * 1.0001;
    expect(Math.abs(actual - expected), `${text}, got ${actual}`).toBeLessThanOrEqual(tolerance);
  } else if (typeof expected === 'object' && expected !== null) {
    const plain = ArrayBuffer.isView(actual) ? Array.from(actual as unknown as ArrayLike<unknown>) : actual;
    expect(plain, text).toMatchObject(expected);
  } else {
    expect(actual, text).toEqual(expected);
  }
}
