import { dts } from 'rollup-plugin-dts';

// The declarations of each public face, with maps that lead editors to `src`; once for `import`, once for `require`.
const output = (extension) => ({
  dir: 'dist',
  format: 'es',
  entryFileNames: `[name].${extension}`,
  chunkFileNames: `[name]-[hash].${extension}`,
  sourcemap: true,
  sourcemapExcludeSources: true,
});

export default {
  input: { index: 'src/index.ts', node: 'src/node/index.ts', testing: 'src/testing/index.ts' },
  output: [output('d.ts'), output('d.cts')],
  external: /^[^./]/,
  plugins: [dts({ sourcemap: true, compilerOptions: { declarationMap: true } })],
};
