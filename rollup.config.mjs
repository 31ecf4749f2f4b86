import { nodeResolve } from '@rollup/plugin-node-resolve'
import { transform } from 'esbuild'
import esbuild from 'rollup-plugin-esbuild'

/** Makes a style sheet a string, without what only people read. */
const styles = {
  name: 'styles',
  async transform(code, id) {
    if (!id.endsWith('.css')) return
    const sheet = await transform(code, { loader: 'css', minify: true })
    return { code: `export default ${JSON.stringify(sheet.code.trim())}`, map: null }
  },
}

const plugins = [nodeResolve(), styles, esbuild({ target: 'es2020', minify: true })]

/** Parts that the tag loads when they are needed: modules next to it. */
const lazy = ['signals/start', 'surfaces/show', 'inspector/open'].map((entry) => ({
  input: `client/${entry}.ts`,
  output: { file: `dist/${entry.split('/')[0]}.js`, format: 'es', sourcemap: true },
  plugins,
}))

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
  ...lazy,
]
