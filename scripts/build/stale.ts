import { readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const sources = [
  'client',
  'console',
  'shared',
  'examples/programmes',
  'scripts/build',
  'rollup.config.mjs',
  'package-lock.json',
]

const markOf = (root: string) => join(root, 'dist/.built')

/** Whether anything that the build reads has changed, come or gone since the last whole build. */
export async function isStale(root: string): Promise<boolean> {
  const built = await changedAt(markOf(root))
  const changes = await Promise.all(sources.map((source) => newestIn(join(root, source))))
  return built === 0 || changes.some((at) => at >= built)
}

/** Notes that everything was built. `since` is when the build began: what changed meanwhile counts as new. */
export async function markBuilt(root: string, since: Date): Promise<void> {
  await writeFile(markOf(root), '')
  await utimes(markOf(root), since, since)
}

/** A folder changes, too, when a file in it is added, renamed or removed. */
async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true }).catch(() => [])
  const times = await Promise.all(['', ...entries].map((entry) => changedAt(join(path, entry))))
  return times.reduce((newest, at) => Math.max(newest, at), 0)
}

async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0
  )
}
