import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decode, encode, type SourceMapSegment } from '@jridgewell/sourcemap-codec';
import { minify } from 'terser';
import { defineConfig } from 'tsup';

const faces = { index: 'src/index.ts', node: 'src/node/index.ts', testing: 'src/testing/index.ts' };

// Of what has packages of its own that no bundler can drop by parts, so that who leaves it unused does not carry them.
const rooms = { csv: 'src/series/csv/engine.ts' };

export default defineConfig({
  // The worker lies beside the face that starts it, by the URL of its own module.
  entry: { ...faces, ...rooms, trainWorker: 'src/node/training/trainWorker.ts' },
  format: 'esm',
  target: 'es2022',
  // What every import of coincast would load is built in, as far as it is used: Zod alone has a hundred files.
  noExternal: ['zod', 'simple-statistics', 'pure-rand'],
  splitting: true,
  // Bundlers hold that reading a constant of Number may have effects, and so keep every statement that reads one.
  define: { 'Number.EPSILON': String(Number.EPSILON), 'Number.POSITIVE_INFINITY': 'Infinity' },
  treeshake: true,
  sourcemap: true,
  clean: true,
  onSuccess: async () => {
    await Promise.all([...Object.keys(faces).map(requireFace), ...(await modules()).map(shorten)]);
  },
});

/** `require` gets the ES modules too: one copy of every class in a process, so that `instanceof` holds. */
async function requireFace(face: string): Promise<void> {
  await writeFile(`dist/${face}.cjs`, `module.exports = require('./${face}.js');\n`);
}

async function modules(): Promise<string[]> {
  const names = await readdir('dist', { recursive: true });
  return names.filter((name) => name.endsWith('.js')).map((name) => join('dist', name));
}

/**
 * Takes out blanks and comments, which every import would read, and twice over for a single letter that is not of
 * Latin 1. Names stay, so that stacks and debuggers show them, and so do the notes of what is pure, by which bundlers
 * leave out what is not used.
 */
async function shorten(path: string): Promise<void> {
  const [code, map] = await Promise.all([readFile(path, 'utf8'), readFile(`${path}.map`, 'utf8')]);
  const file = basename(path);
  const short = await minify(code, {
    module: true,
    compress: false,
    mangle: false,
    format: {
      ascii_only: true,
      comments: /@__NO_SIDE_EFFECTS__/,
      preserve_annotations: true,
      max_line_len: 160,
    },
    sourceMap: { content: map, filename: file, url: `${file}.map` },
  });
  await writeFile(path, `${short.code}\n`);
  await writeFile(`${path}.map`, JSON.stringify(mapOfLines(JSON.parse(short.map as string))));
}

/** What a source map says, as far as it matters here. */
interface SourceMap {
  readonly version: number;
  readonly file: string;
  readonly sources: readonly string[];
  readonly mappings: string;
}

/**
 * A map that leads to the line of a source, and to the column where its code begins: a sixth of one that leads to every
 * word. The sources are in the package, so not in the map; those of what is built in are in neither, and unmapped.
 */
function mapOfLines({ version, file, sources, mappings }: SourceMap): SourceMap {
  const own = sources.filter((source) => !source.includes('node_modules/'));
  const places = sources.map((source) => own.indexOf(source));
  const lines = decode(mappings).map((segments) => {
    const kept: SourceMapSegment[] = [];
    for (const [column, source, line, sourceColumn] of segments) {
      const place = source === undefined ? -1 : places[source]!;
      const last = kept.at(-1);
      if (place < 0) {
        if (last === undefined || last.length > 1) kept.push([column]);
      } else if (last?.[1] !== place || last[2] !== line) {
        kept.push([column, place, line!, sourceColumn!]);
      }
    }
    return kept;
  });
  return { version, file, sources: own, mappings: encode(lines) };
}
