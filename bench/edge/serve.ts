import { resolve } from 'node:path'
import { build } from 'esbuild'
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'

/**
 * Serves the bench worker on workerd with a socket straight onto it. `wrangler dev` puts a proxy
 * process in front that costs twenty-five times the worker itself: nothing could be seen behind it.
 *
 * usage: node bench/edge/serve.ts PORT STATE_FOLDER ADMIN_TOKEN
 */
const [port = '8890', state = '', adminToken = ''] = process.argv.slice(2)
const { workerOptions } = unstable_getMiniflareWorkerOptions('wrangler.toml')
const bundle = await build({
  entryPoints: ['bench/edge/worker.ts'],
  bundle: true,
  write: false,
  minify: true,
  format: 'esm',
  target: 'es2024',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['cloudflare:*', 'node:*'],
})
const options = convertV4MiniflareOptions({
  host: '127.0.0.1',
  port: 0,
  log: new Log(LogLevel.WARN),
  cf: false,
  workers: [
    {
      ...workerOptions,
      name: 'attune-bench',
      modules: [
        { type: 'ESModule', path: 'worker.js', contents: bundle.outputFiles[0]?.text ?? '' },
      ],
      unsafeDirectSockets: [{ host: '127.0.0.1', port: Number(port) }],
      bindings: { ADMIN_TOKEN: adminToken, ATTUNE_LOCAL: '1' },
      durableObjects: {
        ...(workerOptions.durableObjects as object),
        PROFILE: { className: 'BenchProfileObject', useSQLite: true },
        YARDSTICK: { className: 'YardstickObject', useSQLite: true },
      },
    },
  ],
})
const miniflare = new Miniflare({ ...options, resourcePersistencePath: resolve(state) })
await miniflare.ready
process.stdout.write(`ready on ${port}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => miniflare.dispose().then(() => process.exit(0)))
}
