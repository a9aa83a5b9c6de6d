import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './installPackage.js';
import { allowedLicences, builtIn, licenceFiles, productionPackages } from './thirdPartyLicences.js';

describe('licences of others', () => {
  it.each(Object.entries(licenceFiles()))('%s is what `npm run licences` writes', (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it.each([['coincast', ''], ...['quickstart', 'api-server', 'scheduler'].map((e) => [e, `examples/${e}`])])(
    'all packages that %s is installed with may be passed on',
    (_name, folder) => {
      const licensed = productionPackages(folder!);
      expect(licensed.length).toBeGreaterThan(3);
      // A choice of licences will do if one of them does.
      const refused = licensed.filter(
        ({ licence }) =>
          !licence
            .replace(/[()]/g, '')
            .split(' OR ')
            .some((one) => allowedLicences.has(one)),
      );
      expect(refused).toEqual([]);
    },
  );

  it('names all that is built in, with the whole text of its licence', () => {
    const text = licenceFiles()['THIRD-PARTY-LICENSES.md']!;
    expect(packagesBuiltIn()).toEqual([...builtIn]);
    for (const name of builtIn)
      expect(text).toMatch(new RegExp(`## ${name} \\(.*\\)\\n\\n.*\\n[^#]*(?:Copyright|ISC)`));
  });
});

/** What the bundler, which takes no dependency apart, finds use for in the sources. */
function packagesBuiltIn(): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'coincast-bundle-'));
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  execFileSync(
    join(root, 'node_modules', '.bin', 'esbuild'),
    [
      ...['src/index.ts', 'src/node/index.ts', 'src/testing/index.ts', 'src/node/training/trainWorker.ts'],
      ...[
        '--bundle',
        '--platform=node',
        '--format=esm',
        `--outdir=${folder}`,
        `--metafile=${folder}/meta.json`,
      ],
      ...Object.keys(dependencies).map((name) => `--external:${name}`),
    ],
    { cwd: root, stdio: 'ignore' },
  );
  const { outputs } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as {
    outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
  };
  rmSync(folder, { recursive: true });
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((path) => inputs[path]!.bytesInOutput > 0),
  );
  const names = used.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}
