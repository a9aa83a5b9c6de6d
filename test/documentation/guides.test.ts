import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as coincast from 'coincast';
import * as coincastNode from 'coincast/node';
import * as coincastTesting from 'coincast/testing';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as server from '../../examples/api-server/src/config/environment.js';
import * as scheduler from '../../examples/scheduler/src/config/environment.js';
import { root } from './codeBlocks.js';
import { allGuides, brokenLinks, npmCalls } from './guides.js';

const guides = allGuides();
const docs = guides.filter(({ file }) => file.startsWith('docs/'));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sourcesOf = (...folders: string[]) =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => /\.(ts|yml|yaml)$/.test(path) && !/node_modules|\bdist\b/.test(path))
    .map(read)
    .join('\n');
const exported = new Set([coincast, coincastNode, coincastTesting].flatMap((entry) => Object.keys(entry)));
const examples = sourcesOf('examples');
const words = new Set(`${sourcesOf('src', 'bench')}\n${examples}`.match(/[A-Za-z_]\w*/g));

/** Everything in a guide that somebody may type, with where it stands. */
const typed = guides.flatMap(({ file, spans, fences }) => [
  ...spans.map((text) => ({ file, text })),
  ...fences
    .filter(({ language }) => language !== 'ts')
    .map(({ code, line }) => ({ file: `${file}:${line}`, text: code })),
]);
const scriptsOf = (workspace: string) =>
  new Set(Object.keys(JSON.parse(read(join(workspace, 'package.json'))).scripts));
const shell = guides.flatMap(({ file, fences }) =>
  fences
    .filter(({ language }) => language === 'sh')
    .map(({ code, line }) => ({ at: `${file}:${line}`, code })),
);

/** A route with `:id` or `*` in it, as what it takes. */
const patternOf = (route: string) =>
  new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.+')}$`);

describe('what guides name exists', () => {
  it('links, and the headings they point to', () => {
    expect(guides.length).toBeGreaterThan(30);
    expect(guides.flatMap(brokenLinks)).toEqual([]);
  });

  it('scripts of npm, their workspaces, flags and benchmarks', () => {
    const wrong: string[] = [];
    const calls = typed.flatMap(({ file, text }) =>
      text.split('\n').flatMap((line) => npmCalls(line).map((call) => ({ file, ...call }))),
    );
    for (const { file, script, workspace, args } of calls) {
      const manifest = join(workspace, 'package.json');
      // In a sentence the workspace is often named before.
      const anywhere = args[0] === '' && workspace === '.' && !/:\d+$/.test(file);
      const say = (what: string) => wrong.push(`${file}: ${what}`);
      if (!existsSync(join(root, manifest))) say(`no workspace ${workspace}`);
      else if (
        !scriptsOf(workspace).has(script) &&
        !(anywhere && scriptsOf('examples/scheduler').has(script))
      )
        say(`no script ${script} in ${workspace}`);
      const commands = join(workspace === '.' ? 'examples/quickstart' : workspace, 'src', 'cli.ts');
      for (const flag of args.filter((arg) => /^--\w/.test(arg))) {
        if (script === 'start' && !read(commands).includes(flag.slice(2)))
          say(`no flag ${flag} in ${commands}`);
      }
      if (script === 'bench' && /^\w+$/.test(args[0]!) && !existsSync(join(root, 'bench', `${args[0]}.ts`)))
        say(`no benchmark ${args[0]}`);
    }
    expect(calls.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
  });

  it('environment variables', () => {
    const known = new Set([...server.knownNames, ...scheduler.knownNames]);
    /** Of other programs, and of the reader's own shell. */
    const others = new Set(['NPM_CONFIG_PRODUCTION', 'REDIS_PASSWORD', 'GRAFANA_PASSWORD']);
    const benches = sourcesOf('bench');
    const wrong = typed.flatMap(({ file, text }) =>
      (text.match(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b(?!\*)/g) ?? [])
        .filter(
          (name) =>
            !known.has(name) && !others.has(name) && !(name.startsWith('BENCH_') && benches.includes(name)),
        )
        .map((name) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
    for (const [folder, schema] of [
      ['api-server', server],
      ['scheduler', scheduler],
    ] as const) {
      const readme = read(`examples/${folder}/README.md`);
      expect(
        Object.keys(schema.environmentSchema.shape).filter((name) => !readme.includes(`\`${name}\``)),
      ).toEqual([]);
    }
  });

  it('routes of the API server', () => {
    const declared = [...examples.matchAll(/(?:app|scope)\s*\.(get|post|delete)\(\s*'([^']+)'/g)];
    const pages = ['GET /', 'GET /docs'];
    const known = [...declared.map(([, method, path]) => `${method!.toUpperCase()} ${path}`), ...pages];
    /** Folders of a machine, which guides to operations name too. */
    const folders = new Set(['/data', '/tmp']);
    const operations = guides.filter(
      ({ file, matter }) => matter['group'] === 'Operations' || file.startsWith('examples/api-server'),
    );
    const bare = operations.flatMap(({ file, spans }) =>
      spans
        .map((span) => /^(\/[\w{}*./-]*)(?:\?|$)/.exec(span)?.[1])
        .filter((path) => path !== undefined && !folders.has(path))
        .map((path) => ({ file, path: path! })),
    );
    const paths = known.map((route) => route.replace(/^\w+ /, ''));
    expect(bare.length).toBeGreaterThan(25);
    const reaches = (path: string) =>
      paths.some((one) => patternOf(one).test(path) || patternOf(path).test(one));
    expect(bare.filter(({ path }) => !reaches(path))).toEqual([]);

    const named = typed.flatMap(({ file, text }) => [
      ...[...text.matchAll(/\b(GET|POST|DELETE) (\/[\w{}$./-]*)/g)].map(([, method, path]) => ({
        file,
        route: `${method} ${path}`,
      })),
      ...[...text.matchAll(/curl(.*?)http:\/\/127\.0\.0\.1:3000(\/[\w{}$./-]*)/g)].map(([, flags, path]) => ({
        file,
        route: `${/-X (\w+)/.exec(flags!)?.[1] ?? 'GET'} ${path}`,
      })),
    ]);
    expect(declared.length).toBeGreaterThan(15);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter(({ route }) => !known.some((one) => patternOf(one).test(route)))).toEqual([]);
  });

  it('functions, options and errors of the library', () => {
    const names = guides.flatMap(({ file, spans }) =>
      spans.flatMap((span) => {
        // Bare names and calls; longer expressions are for the eye.
        const [, name] = /^(?:new )?([A-Za-z]\w*)(?:\(|$)/.exec(span) ?? [];
        return name === undefined ? [] : [{ file, name }];
      }),
    );
    const isOurs = (name: string) =>
      /^(?:train|create|fetch|simulate|deserialize)[A-Z]|^[A-Z]\w*Error$/.test(name);
    const wrong = names.filter(
      ({ name }) => (isOurs(name) && !exported.has(name)) || (/^[a-z]+[A-Z]/.test(name) && !words.has(name)),
    );
    expect(wrong).toEqual([]);
    expect(new Set(names.map(({ name }) => name).filter((name) => exported.has(name))).size).toBeGreaterThan(
      100,
    );
  });

  it('files and folders', () => {
    const wrong = guides.flatMap(({ file, spans }) =>
      spans
        .filter((span) => /^(?:examples|docs|src|test|bench|deploy|dashboard)\/[\w./-]*$/.test(span))
        .filter(
          (span) =>
            ![root, join(root, dirname(file)), join(root, 'examples', 'api-server')].some((folder) =>
              existsSync(join(folder, span)),
            ),
        )
        .map((span) => `${file}: ${span}`),
    );
    expect(wrong).toEqual([]);
  });

  it('metrics', () => {
    const metric =
      /\b(?!coincast_|node_)[a-z]+_[a-z_]+_(?:total|seconds|bytes)\b|\blive_\w+|\bredis_up\b|\bcoincast_scheduler_\w+[a-z]\b/g;
    const measured = guides
      .filter(({ file }) => file.startsWith('docs/'))
      .flatMap(({ file, spans, fences }) =>
        [...spans, ...fences.filter(({ language }) => language === 'promql').map(({ code }) => code)].flatMap(
          (text) =>
            (text.match(metric) ?? []).map((name) => ({
              file,
              name: name.replace(/_(?:bucket|sum|count)$/, ''),
            })),
        ),
      );
    const ofNode = /^(?:nodejs|process)_/;
    expect(measured.length).toBeGreaterThan(15);
    expect(measured.filter(({ name }) => !ofNode.test(name) && !words.has(name))).toEqual([]);
  });
});

describe('blocks that are not run', () => {
  it('are in languages the reference knows', () => {
    const { highlightLanguages, ignoredHighlightLanguages } = JSON.parse(read('typedoc.json'));
    const known = new Set(['ts', 'js', ...highlightLanguages, ...ignoredHighlightLanguages]);
    expect(
      guides.flatMap(({ file, fences }) =>
        fences.filter(({ language }) => !known.has(language)).map(({ line }) => `${file}:${line}`),
      ),
    ).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('have the syntax of a shell', () => {
    const all = shell.map(({ at, code }) => `# ${at}\n${code}`).join('\n');
    expect(() => execFileSync('bash', ['-n'], { input: all, stdio: 'pipe' })).not.toThrow();
  });

  it('have the syntax of JavaScript and JSON', () => {
    const blocks = guides.flatMap(({ fences }) => fences);
    for (const { file, line, code } of blocks.filter(({ language }) => language === 'js')) {
      const { diagnostics } = ts.transpileModule(code, {
        reportDiagnostics: true,
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      });
      expect(
        diagnostics?.map(({ messageText }) => messageText),
        `${file}:${line}`,
      ).toEqual([]);
    }
    for (const { code } of blocks.filter(({ language }) => language === 'json')) JSON.parse(code);
  });
});

describe('guides', () => {
  it('have a title and a group of the reference, and are listed in the README', () => {
    const groups: string[] = JSON.parse(read('typedoc.json')).groupOrder;
    const readme = read('README.md');
    const wrong = docs.filter(
      ({ file, matter }) =>
        !matter['title'] || !groups.includes(matter['group']!) || !readme.includes(`](${file})`),
    );
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });
});
