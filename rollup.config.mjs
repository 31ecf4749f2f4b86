import { nodeResolve } from '@rollup/plugin-node-resolve'
import esbuild from 'rollup-plugin-esbuild'

const plugins = [nodeResolve(), esbuild({ target: 'es2020', minify: true })]

/** The visitor's script: one source, as a tag (IIFE) and as a module; parts loaded later are modules. */
export default [
  {
    input: 'client/tag.ts',
    output: { file: 'dist/attune.js', format: 'iife', sourcemap: true },
    plugins,
  },
  {
    input: 'client/index.ts',
    output: { file: 'dist/attune.mjs', format: 'es', sourcemap: true },
    plugins,
  },
  {
    input: 'client/snippet.ts',
    output: { file: 'dist/snippet.js', format: 'iife', sourcemap: false },
    plugins,
  },
  {
    input: 'console/main.tsx',
    output: { dir: 'dist/console', format: 'es', sourcemap: true },
    plugins: [
      nodeResolve(),
      esbuild({ target: 'es2022', minify: true, jsx: 'automatic', jsxImportSource: 'preact' }),
    ],
  },
]
