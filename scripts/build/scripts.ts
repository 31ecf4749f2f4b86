import { join } from 'node:path'
import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'
import { brotliSize, kilobytes } from './size.ts'

/** Bundles the page's scripts as `rollup.config.mjs` says. */
export async function buildScripts(root: string): Promise<string> {
  const { options, warnings } = await loadConfigFile(join(root, 'rollup.config.mjs'), {})
  const built: string[] = []
  for (const input of options) {
    const bundle = await rollup(input)
    for (const output of input.output) built.push((await bundle.write(output)).output[0].fileName)
    await bundle.close()
  }
  warnings.flush()
  const core = await brotliSize(join(root, 'dist/attune.js'))
  return `${built.length} files; attune.js is ${kilobytes(core)} with brotli`
}
