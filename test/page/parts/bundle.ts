import { fileURLToPath } from 'node:url'
import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Bundles a client file as the build does, to an ES module without a source map. */
export async function bundle(input: string): Promise<string> {
  const { options } = await loadConfigFile(`${root}/rollup.config.mjs`, {})
  const like = options.find((entry) => entry.input === 'client/signals/start.ts')
  const built = await rollup({ input: `${root}/${input}`, ...(like && { plugins: like.plugins }) })
  const { output } = await built.generate({ format: 'es' })
  await built.close()
  return output[0].code
}
