import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markdownBlocks, markdownFiles } from '../documentation/codeBlocks.js';
import { assertingModule, checkFor, fileNameOf } from '../documentation/runCodeBlock.js';

const root = join(import.meta.dirname, '..', '..');
const blocks = ['README.md', ...markdownFiles('docs')].flatMap(markdownBlocks);

/** What examples are typed with; the tarball brings its own types. */
const linked = ['@types/node', 'undici-types'];

const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };

let project: string;
/** Node's own import, which finds what is installed in the project, rather than the one of the test runner. */
let importByNode: (url: string) => Promise<unknown>;

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'coincast-examples-'));
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', project], root));
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'reader', private: true, type: 'module' }),
  );
  run('npm', [
    'install',
    '--no-save',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    join(project, packed.filename),
  ]);
  // What lies in node_modules the test runner leaves to Node.
  const importer = join(project, 'node_modules', 'importer.mjs');
  writeFileSync(importer, 'export const importByNode = (url) => import(url);');
  ({ importByNode } = await import(/* @vite-ignore */ importer));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd = project): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('in a project that has the packed tarball and nothing else', () => {
  it('there are examples to run', () => expect(blocks.length).toBeGreaterThan(80));

  it.each(blocks.map((block) => [`${block.file}:${block.line}`, block] as const))(
    'a reader runs %s',
    async (_name, block) => {
      const path = join(project, fileNameOf(block).replace(/ts$/, 'mjs'));
      writeFileSync(path, ts.transpileModule(assertingModule(block), { compilerOptions }).outputText);
      checkFor(block);
      await importByNode(pathToFileURL(path).href);
    },
  );

  it('has types that fit the examples', () => {
    const folder = join(project, 'typed');
    mkdirSync(folder);
    for (const name of linked) {
      mkdirSync(join(project, 'node_modules', name, '..'), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
    }
    for (const block of blocks) writeFileSync(join(folder, fileNameOf(block)), `${block.code}\nexport {};\n`);
    const options = {
      target: 'ES2022',
      module: 'NodeNext',
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
    };
    const tsconfig = { compilerOptions: options, include: ['typed'] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(tsconfig));
    expect(typeErrors()).toBe('');
  });
});

/** Examples are written as a reader types them: without annotations of parameters, without care for `undefined`. */
function typeErrors(): string {
  try {
    return run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.']);
  } catch (error) {
    return String((error as { stdout?: string }).stdout);
  }
}
