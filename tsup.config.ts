import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig } from 'tsup';

const faces = { index: 'src/index.ts', node: 'src/node/index.ts', testing: 'src/testing/index.ts' };

// What is loaded whenever anything is, lies together, so that Node reads few files; rooms that a program may leave
// unused and that no bundler can drop by parts, lie apart.
const rooms = {
  'rooms/coingecko': 'src/coingecko/index.ts',
  'rooms/models': 'src/models/index.ts',
  'rooms/csv': 'src/series/csv/engine.ts',
};

export default defineConfig({
  // The worker lies beside the face that starts it, by the URL of its own module.
  entry: { ...faces, ...rooms, trainWorker: 'src/node/training/trainWorker.ts' },
  format: 'esm',
  target: 'es2022',
  // What every import of coincast would load is built in, as far as it is used: Zod alone has a hundred files.
  noExternal: ['zod', 'simple-statistics', 'pure-rand'],
  splitting: true,
  treeshake: true,
  sourcemap: true,
  clean: true,
  onSuccess: async () => {
    await Promise.all([
      ...Object.keys(faces).map(requireFace),
      ...(await sourceMaps()).map(leaveOutOwnSources),
    ]);
  },
});

/** `require` gets the ES modules too: one copy of every class in a process, so that `instanceof` holds. */
async function requireFace(face: string): Promise<void> {
  await writeFile(`dist/${face}.cjs`, `module.exports = require('./${face}.js');\n`);
}

async function sourceMaps(): Promise<string[]> {
  const names = await readdir('dist', { recursive: true });
  return names.filter((name) => name.endsWith('.js.map')).map((name) => join('dist', name));
}

/** The package holds `src`, for declaration maps too, but not the sources of what is built in. */
async function leaveOutOwnSources(path: string): Promise<void> {
  const map = JSON.parse(await readFile(path, 'utf8')) as {
    sources: string[];
    sourcesContent: (string | null)[];
  };
  map.sourcesContent = map.sources.map((source, i) =>
    source.includes('node_modules/') ? map.sourcesContent[i]! : null,
  );
  await writeFile(path, JSON.stringify(map));
}
