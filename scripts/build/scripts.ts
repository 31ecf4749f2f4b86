import { join } from 'node:path'
import { type RollupLog, rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'
import { brotliSize, kilobytes } from './size.ts'

/** Bundles the page's scripts as `rollup.config.mjs` says. */
export async function buildScripts(root: string): Promise<string> {
  const { options } = await loadConfigFile(join(root, 'rollup.config.mjs'), {})
  const built: string[] = []
  for (const input of options) {
    const bundle = await rollup({ ...input, onLog: (_, log) => warn(log) })
    for (const output of input.output) built.push((await bundle.write(output)).output[0].fileName)
    await bundle.close()
  }
  const core = await brotliSize(join(root, 'dist/attune.js'))
  return `${built.length} files; attune.js is ${kilobytes(core)} with brotli`
}

/** Passes on what concerns our own files: what rollup has to say of other people's, nobody here can mend. */
function warn({ message, id, ids = [] }: RollupLog): void {
  const files = id === undefined ? ids : [id]
  if (files.every((file) => file.includes('node_modules')) && files.length > 0) return
  console.warn(message)
}
