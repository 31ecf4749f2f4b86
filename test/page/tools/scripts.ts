import { fileURLToPath } from 'node:url'
import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'

const root = fileURLToPath(new URL('../../..', import.meta.url))

let built: Promise<Map<string, string>> | undefined

/** The visitor's scripts as the build makes them, by file name, without touching `dist/`. */
export function buildScripts(): Promise<Map<string, string>> {
  built ??= build()
  return built
}

async function build(): Promise<Map<string, string>> {
  const { options } = await loadConfigFile(`${root}/rollup.config.mjs`, {})
  const scripts = new Map<string, string>()
  for (const option of options) {
    const [output] = option.output
    const name = output?.file?.split('/').at(-1)
    if (!output || !name?.endsWith('.js')) continue
    const bundle = await rollup({ ...option, input: `${root}/${option.input}` })
    const { output: chunks } = await bundle.generate({ ...output, sourcemap: false })
    await bundle.close()
    scripts.set(name, chunks[0].code.trim())
  }
  return scripts
}
