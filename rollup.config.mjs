import { nodeResolve } from '@rollup/plugin-node-resolve'
import { transform } from 'esbuild'
import esbuild from 'rollup-plugin-esbuild'
import { minify } from 'terser'
import inner from './client/inner-names.json' with { type: 'json' }

/** Makes a style sheet a string, without what only people read. */
const styles = {
  name: 'styles',
  async transform(code, id) {
    if (!id.endsWith('.css')) return
    const sheet = await transform(code, { loader: 'css', minify: true })
    return { code: `export default ${JSON.stringify(sheet.code.trim())}`, map: null }
  },
}

/**
 * Names by which the core and the parts next to it call each other, and nobody else: no API, nothing
 * stored or sent, nothing of the browser's, and no deeds of `later('…')`. Pages load a letter instead, by
 * the name's place in the list, which parts of two versions must agree on: add at the end, take none out.
 */
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const short = inner.map((name, i) => [
  `$${name}`,
  (i < letters.length ? '' : '$') + letters[i % letters.length],
])

/**
 * The last few per cent: names by how often they are used, single-use functions where they are called.
 * A visitor's page pays for each byte, on each phone.
 */
const smallest = (preamble) => ({
  name: 'smallest',
  renderChunk: (code, _chunk, { format }) =>
    minify(code, {
      ecma: 2020,
      module: format === 'es',
      toplevel: true,
      sourceMap: true,
      format: { preamble },
      mangle: { properties: { regex: new RegExp(`^(${inner.join('|')})$`) } },
      nameCache: { props: { props: Object.fromEntries(short) } },
      compress: {
        passes: 3,
        keep_fargs: false,
        unsafe_arrows: true,
        pure_getters: true,
        hoist_props: true,
      },
    }),
})

const small = [nodeResolve(), styles, esbuild({ target: 'es2022' })]
const page = [...small, smallest()]
/** Tells V8 to compile all functions while it parses them, not each again when it is called: a third less CPU. */
const atOnce = [...small, smallest('//# allFunctionsCalledOnLoad')]

/** Parts that the tag loads when they are needed: modules next to it. */
const parts = {
  upkeep: ['upkeep', atOnce],
  signals: ['signals/start', page],
  surfaces: ['surfaces/show', page],
  inspector: ['inspector/open', page],
  live: ['live/hear', page],
  lease: ['send/lease', page],
  overflow: ['store/overflow', page],
}

/** The visitor's script: one source, as a tag (IIFE) and as a module; parts loaded later are modules. */
export default [
  {
    input: 'client/tag.ts',
    output: { file: 'dist/attune.js', format: 'iife', strict: false, sourcemap: 'hidden' },
    plugins: atOnce,
  },
  {
    input: 'client/index.ts',
    output: { file: 'dist/attune.mjs', format: 'es', sourcemap: true },
    plugins: page,
  },
  {
    input: 'client/snippet.ts',
    // One `try`, whose block keeps its names to itself.
    output: { file: 'dist/snippet.js', format: 'es' },
    plugins: page,
  },
  ...Object.entries(parts).map(([name, [entry, plugins]]) => ({
    input: `client/${entry}.ts`,
    output: { file: `dist/${name}.js`, format: 'es', sourcemap: 'hidden' },
    plugins,
  })),
  {
    input: 'console/main.tsx',
    // Without a hash: the browser asks whether a part is new, and no old ones gather.
    output: { dir: 'dist/console', format: 'es', sourcemap: true, chunkFileNames: '[name].js' },
    plugins: [
      nodeResolve({ browser: true }),
      esbuild({ target: 'es2022', minify: true, jsx: 'automatic', jsxImportSource: 'preact' }),
    ],
  },
]
