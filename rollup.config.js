import { dts } from 'rollup-plugin-dts';

const faces = { index: 'src/index.ts', node: 'src/node/index.ts', testing: 'src/testing/index.ts' };

// The declarations of each public face, with maps that lead editors to `src`. They are written once, as those of what
// is required, which `import` may take them from and not the other way round: one type of every class in a program.
export default {
  input: faces,
  output: {
    dir: 'dist',
    format: 'es',
    entryFileNames: '[name].d.cts',
    chunkFileNames: '[name]-[hash].d.cts',
    sourcemap: true,
    sourcemapExcludeSources: true,
  },
  external: /^[^./]/,
  plugins: [
    dts({ sourcemap: true, compilerOptions: { declarationMap: true } }),
    { generateBundle: importFaces },
  ],
};

function importFaces() {
  for (const face of Object.keys(faces)) {
    this.emitFile({ type: 'asset', fileName: `${face}.d.ts`, source: `export * from './${face}.cjs';\n` });
  }
}
