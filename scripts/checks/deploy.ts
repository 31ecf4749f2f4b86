import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSize } from '../build/size.ts'
import { type Check, runTool } from './check.ts'

/** The worker as it is uploaded: a third of what the smallest plan allows. */
const maxBytes = 1_048_576

/** Builds the worker exactly as `wrangler deploy` would, uploads nothing, and weighs it. */
export const deployDryRun: Check = {
  name: 'Deploy, dry run',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'attune-deploy-'))
    try {
      const { code, output } = await runTool('wrangler', [
        'deploy',
        '--dry-run',
        '--outdir',
        folder,
      ])
      if (code !== 0) return { passed: 0, failed: 1, output }
      const bytes = await weigh(folder)
      const note = `worker ${(bytes / 1024).toFixed(0)} KiB compressed, of ${maxBytes / 1024} KiB`
      if (bytes > maxBytes)
        return { passed: 0, failed: 1, note, output: `Over the budget: ${note}` }
      return { passed: 1, failed: 0, note }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function weigh(folder: string): Promise<number> {
  const files = await readdir(folder)
  const uploaded = files.filter((file) => !file.endsWith('.map') && file !== 'README.md')
  const sizes = await Promise.all(uploaded.map((file) => gzipSize(join(folder, file))))
  return sizes.reduce((sum, size) => sum + size, 0)
}
