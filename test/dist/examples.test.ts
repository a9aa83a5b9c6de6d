import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markdownBlocks, markdownFiles } from '../documentation/codeBlocks.js';
import { assertingModule, checkFor, fileNameOf } from '../documentation/runCodeBlock.js';
import { type Consumer, installPackage, root } from './installPackage.js';

const blocks = ['README.md', ...markdownFiles('docs')].flatMap(markdownBlocks);

/** What examples are typed with; the tarball brings its own types. */
const linked = ['@types/node', 'undici-types'];

const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };

let consumer: Consumer;
/** Node's own import, which finds what is installed in the project, rather than the one of the test runner. */
let importByNode: (url: string) => Promise<unknown>;

beforeAll(async () => {
  consumer = installPackage();
  // What lies in node_modules the test runner leaves to Node.
  const importer = join(consumer.folder, 'node_modules', 'importer.mjs');
  writeFileSync(importer, 'export const importByNode = (url) => import(url);');
  ({ importByNode } = await import(/* @vite-ignore */ importer));
});

afterAll(() => consumer.dispose());

describe('in a project that has the packed tarball and nothing else', () => {
  it('there are examples to run', () => expect(blocks.length).toBeGreaterThan(80));

  it.each(blocks.map((block) => [`${block.file}:${block.line}`, block] as const))(
    'a reader runs %s',
    async (_name, block) => {
      const path = join(consumer.folder, fileNameOf(block).replace(/ts$/, 'mjs'));
      writeFileSync(path, ts.transpileModule(assertingModule(block), { compilerOptions }).outputText);
      checkFor(block);
      await importByNode(pathToFileURL(path).href);
    },
  );

  it('has types that fit the examples', () => {
    const folder = join(consumer.folder, 'typed');
    mkdirSync(folder);
    for (const name of linked) {
      mkdirSync(join(consumer.folder, 'node_modules', name, '..'), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(consumer.folder, 'node_modules', name));
    }
    for (const block of blocks)
      writeFileSync(join(folder, fileNameOf(block).replace(/ts$/, 'mts')), `${block.code}\nexport {};\n`);
    const options = {
      target: 'ES2022',
      module: 'NodeNext',
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
    };
    const tsconfig = { compilerOptions: options, include: ['typed'] };
    writeFileSync(join(consumer.folder, 'tsconfig.json'), JSON.stringify(tsconfig));
    expect(typeErrors()).toBe('');
  });
});

/** Examples are written as a reader types them: without annotations of parameters, without care for `undefined`. */
function typeErrors(): string {
  try {
    return consumer.run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.']);
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}
