import { readdirSync, readFileSync } from 'node:fs';
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
    const maps = readdirSync(join(root, 'dist'), { recursive: true }).filter((file) =>
      String(file).endsWith('.js.map'),
    );
    const sources = maps.flatMap(
      (file) => JSON.parse(readFileSync(join(root, 'dist', String(file)), 'utf8')).sources as string[],
    );
    const found = sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
    expect([...new Set(found)].sort()).toEqual([...builtIn]);
    for (const name of builtIn)
      expect(text).toMatch(new RegExp(`## ${name} \\(.*\\)\\n\\n.*\\n[^#]*(?:Copyright|ISC)`));
  });
});
