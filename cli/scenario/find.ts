import { glob, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../failure.ts'

/** What is tested below some paths. */
export interface Found {
  scenarios: string[]
  configs: string[]
}

const patterns = ['**/*.scenario.json', '**/attune.config.{json,ts}']
const skipped = new Set(['node_modules', 'dist'])

/** Finds stories and configurations: the files that are named, and all below the folders that are. */
export async function findTests(paths: readonly string[]): Promise<Found> {
  const files = (await Promise.all(paths.map(filesAt))).flat()
  const unique = [...new Set(files)].sort()
  const scenarios = unique.filter((file) => file.endsWith('.scenario.json'))
  return { scenarios, configs: unique.filter((file) => !file.endsWith('.scenario.json')) }
}

async function filesAt(path: string): Promise<string[]> {
  const entry = await stat(path).catch(() => {
    throw new Failure('not_found', `${path} is not there.`)
  })
  if (!entry.isDirectory()) return [path]
  const found: string[] = []
  const exclude = (name: string) => skipped.has(name) || /^\.[^.]/.test(name)
  for await (const file of glob(patterns, { cwd: path, exclude })) found.push(join(path, file))
  return found
}
