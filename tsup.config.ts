import { defineConfig } from 'tsup';

const faces = { index: 'src/index.ts', node: 'src/node/index.ts', testing: 'src/testing/index.ts' };

// Every room is a file of its own behind the public faces, so that bundlers drop the rooms a program leaves
// unused, while Node still loads a handful of files rather than hundreds.
const rooms = Object.fromEntries(
  [
    ...['errors', 'math', 'runtime', 'series', 'coingecko', 'validation', 'stats', 'features'],
    ...[
      'models',
      'models/naive',
      'models/arima',
      'models/ctsa',
      'models/prophet',
      'models/combination',
      'models/ets',
      'models/stl',
      'models/theta',
      'models/volatility',
      'evaluation',
      'persistence',
      'persistence/registry',
      'persistence/ledger',
      'pipeline',
    ],
  ].map((room) => [`rooms/${room.replace('/', '-')}`, `src/${room}/index.ts`]),
);

export default defineConfig([
  {
    // The worker lies beside the face that starts it, by the URL of its own module.
    entry: {
      ...faces,
      ...rooms,
      'rooms/csv': 'src/series/csv/engine.ts',
      trainWorker: 'src/node/training/trainWorker.ts',
    },
    esbuildOptions: (options, { format }) => {
      // CommonJS knows the path of a module, not its URL.
      if (format === 'cjs') options.define = { ...options.define, 'import.meta.url': '__filename' };
    },
    format: ['esm', 'cjs'],
    target: 'es2022',
    // One copy of every class in each format, so that `instanceof` holds between the three faces.
    splitting: true,
    treeshake: true,
    sourcemap: true,
    clean: true,
  },
  { entry: faces, format: ['esm', 'cjs'], dts: { only: true } },
]);
