import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'

/** What came of a configuration that is written in TypeScript. */
export type Evaluated = { text: string } | { fault: string }

const dataSchema = z.object({ file: z.string() })

/** `attune/config` is ours, wherever the file stands: nothing needs to be installed beside it. */
const ourName = 'attune/config'
const ours = new URL('../../shared/site/define-config.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === ourName ? { url: ours, shortCircuit: true } : next(specifier, context),
})

async function evaluate(file: string): Promise<Evaluated> {
  try {
    const { default: config }: { default?: unknown } = await import(pathToFileURL(file).href)
    if (config === undefined) return { fault: 'It has no default export.' }
    const text = JSON.stringify(config)
    return text === undefined ? { fault: 'Its default export is no document.' } : { text }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(await evaluate(dataSchema.parse(workerData).file))
