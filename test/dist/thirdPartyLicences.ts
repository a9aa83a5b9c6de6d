import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..', '..');

/** What coincast's users may pass on without asking anybody, alone or as part of what they sell. */
export const allowedLicences: ReadonlySet<string> = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'],
]);

/** A package as the lock file knows it. */
interface LockedPackage {
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

/** A package that users get, with the licence it names. */
export interface Licensed {
  readonly name: string;
  readonly licence: string;
}

/** What is built into the files of coincast: its bundler puts no other packages there. */
export const builtIn = ['pure-rand', 'simple-statistics', 'zod'] as const;

/** What is built into the dashboard of the API server. */
const inDashboard = ['echarts', 'tslib', 'zrender'] as const;

/** The packages that are installed for those that the workspace of this folder depends on, by name. */
export function productionPackages(folder: string): Licensed[] {
  const found = new Map<string, Licensed>();
  const pending = [folder];
  const seen = new Set(pending);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const { dependencies, optionalDependencies, peerDependencies } = packages[path]!;
    // A package of another platform may be absent, and a peer may be optional.
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const place = placeOf(name, path);
      if (place === undefined || seen.has(place)) continue;
      seen.add(place);
      pending.push(place);
      const { license = 'none' } = packages[place]!;
      if (place !== '') found.set(`${name} ${license}`, { name, licence: license });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where Node would find a package that is imported from this place. */
function placeOf(name: string, from: string): string | undefined {
  if (name === 'coincast') return '';
  for (let folder = from; ; folder = folder.replace(/(?:^|\/)(?:node_modules\/)?(?:@[^/]+\/)?[^/]+$/, '')) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === '') return undefined;
  }
}

/** The licence files of a package, and its notices. */
function textsOf(name: string): string {
  const folder = [root, join(root, 'examples', 'api-server')]
    .map((base) => join(base, 'node_modules', name))
    .find(existsSync)!;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:licen[cs]e|copying|notice)/i.test(entry.name))
    .map(({ name: file }) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
}

function chapterOf(name: string): string {
  const { license } = packages[`node_modules/${name}`]!;
  return `## ${name} (${license})\n\n\`\`\`text\n${textsOf(name).replace(/[ \t]+$/gm, '')}\n\`\`\`\n`;
}

function tableOf(licensed: readonly Licensed[]): string {
  const rows = licensed.map(({ name, licence }) => `| ${name} | ${licence} |`);
  return ['| Package | Licence |', '|---|---|', ...rows, ''].join('\n');
}

/** The files, by path, that say whose work users get and on which terms; `npm run licences` writes them. */
export function licenceFiles(): Readonly<Record<string, string>> {
  const byExample = ['quickstart', 'api-server', 'scheduler'].map(
    (example) => `## ${example}\n\n${tableOf(productionPackages(`examples/${example}`))}`,
  );
  return {
    'THIRD-PARTY-LICENSES.md': [
      '# Licences of others\n',
      'Parts of these packages are built into the files of coincast; their licences follow.\n',
      tableOf(builtIn.map((name) => ({ name, licence: packages[`node_modules/${name}`]!.license! }))),
      'npm installs these beside coincast, each with its own licence file.\n',
      tableOf(productionPackages('')),
      ...builtIn.map(chapterOf),
    ].join('\n'),
    'examples/THIRD-PARTY-LICENSES.md': [
      '# Licences of others in the examples\n',
      'What an installation or a container image of each example holds beside coincast: every package lies in',
      '`node_modules` with its own licence file. The dashboard of the API server has echarts, tslib and zrender built',
      'in; their licences follow the tables.\n',
      ...byExample,
      ...inDashboard.map(chapterOf),
    ].join('\n'),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href) {
  for (const [path, text] of Object.entries(licenceFiles())) writeFileSync(join(root, path), text);
}
