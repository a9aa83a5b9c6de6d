import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// A zone that is neither UTC nor a whole number of hours from it, so that local time never passes for UTC.
process.env['TZ'] = 'Asia/Kathmandu';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const globalSetup = source('./test/node/training/bundleWorker.ts');
const alias = [
  { find: /^coincast\/node$/, replacement: source('./src/node/index.ts') },
  { find: /^coincast\/testing$/, replacement: source('./src/testing/index.ts') },
  { find: /^coincast$/, replacement: source('./src/index.ts') },
  // Worker threads have no vitest around them: theirs is bundled from the same sources.
  { find: /^\.\/workerFile\.js$/, replacement: source('./test/node/training/workerFile.ts') },
];

export default defineConfig({
  test: {
    coverage: {
      // So that CI runs the tests once, by the command that everybody runs.
      enabled: process.env['COVERAGE'] === '1',
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/index.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 95, functions: 95, statements: 95, branches: 90 },
    },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/integration/**', 'test/dist/**'],
          // These are for tests that hang: a machine with much else to do takes many times as long as a quiet one.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Rooms keep no global state, so files can share a worker: a third of the time.
          pool: 'threads',
          isolate: false,
          globalSetup,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          globalSetup,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/dist/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          globalSetup: source('./test/dist/packOnce.ts'),
        },
      },
    ],
  },
});
