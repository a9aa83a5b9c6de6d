import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { type CodeBlock, fencedBlocks, markdownFiles, root } from './codeBlocks.js';

/** A Markdown file, taken apart. */
export interface Guide {
  /** Relative to the root of the project. */
  readonly file: string;
  /** The front matter, a value for each name. */
  readonly matter: Readonly<Record<string, string>>;
  /** What is not in fences. */
  readonly prose: string;
  /** The code spans of the prose. */
  readonly spans: readonly string[];
  /** The fenced blocks, of any language. */
  readonly fences: readonly CodeBlock[];
}

/** All that a visitor of the repository reads. */
export function allGuides(): Guide[] {
  const examples = markdownFiles('examples').filter((path) => !/node_modules|THIRD-PARTY/.test(path));
  return ['README.md', 'CONTRIBUTING.md', ...markdownFiles('docs'), ...examples].map(readGuide);
}

function readGuide(file: string): Guide {
  const whole = readFileSync(join(root, file), 'utf8');
  const prose = withoutFences(whole);
  const [, matter = ''] = /^---\n([\s\S]*?)\n---\n/.exec(whole) ?? [];
  return {
    file,
    matter: Object.fromEntries(matter.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2))),
    prose,
    spans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!),
    fences: fencedBlocks(file, whole.split('\n')),
  };
}

function withoutFences(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '');
}

/** The relative links of a guide that lead nowhere: to no file, or to no heading of it. */
export function brokenLinks({ file, prose }: Guide): string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path, anchor] = target.split('#') as [string, string?];
      const found = path === '' ? file : normalize(join(dirname(file), path));
      if (!existsSync(join(root, found))) return true;
      return anchor !== undefined && !anchorsOf(found).has(anchor);
    })
    .map((target) => `${file}: ${target}`);
}

/** The anchors of a file's headings, as GitHub makes them. */
function anchorsOf(path: string): Set<string> {
  const text = withoutFences(readFileSync(join(root, path), 'utf8'));
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

/** A call of npm as it is typed. */
export interface NpmCall {
  readonly script: string;
  /** The folder of the workspace; `.` for the root. */
  readonly workspace: string;
  /** What follows the double dash. */
  readonly args: readonly string[];
}

/** The scripts of package.json that a line of shell runs. */
export function npmCalls(line: string): NpmCall[] {
  return line.split(/&&|\|\||;|\s#\s/).flatMap((command) => {
    const match =
      /\bnpm (?:run(?:-script)? )?(?:(?:-s|--silent) )?(?:run )?(?:(?:-s|--silent) )?(?!ci|install|init|pkg|run)([\w:]+)(.*)$/.exec(
        command,
      );
    if (match === null) return [];
    const [before, after = ''] = match[2]!.split(/ -- /) as [string, string?];
    const [, workspace = '.'] = / (?:-w|--workspace) ([\w./-]+)/.exec(before) ?? [];
    return [
      { script: match[1]!, workspace: workspace.replace(/^coincast$/, '.'), args: after.trim().split(/\s+/) },
    ];
  });
}
