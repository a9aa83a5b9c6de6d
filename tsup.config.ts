import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { index: 'src/index.ts', node: 'src/node/index.ts', testing: 'src/testing/index.ts' },
  format: ['esm', 'cjs'],
  target: 'es2022',
  dts: true,
  sourcemap: true,
  // One copy of every class in each format, so that `instanceof` holds between the three entries.
  splitting: true,
  treeshake: true,
  clean: true,
});
