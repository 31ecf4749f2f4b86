import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import { nameOf, type Target } from '../site/target.ts'

/** Stands beside the configuration and belongs into version control with it. */
const fileName = 'attune.lock.json'

const lockSchema = z.strictObject({
  /** Address and name of a site, and the version that the configuration beside this began with. */
  sites: z.record(z.string(), z.int().nonnegative()),
})

/** The version of a site that a configuration began with; nothing when it never met the site. */
export async function readBase(config: string, target: Target): Promise<number | undefined> {
  const { sites } = await readLock(lockOf(config))
  return Object.hasOwn(sites, nameOf(target)) ? sites[nameOf(target)] : undefined
}

/** Notes that a configuration holds everything of a version of a site. */
export async function writeBase(config: string, target: Target, version: number): Promise<void> {
  const file = lockOf(config)
  const { sites } = await readLock(file)
  if (sites[nameOf(target)] === version) return
  const text = JSON.stringify({ sites: { ...sites, [nameOf(target)]: version } }, null, 2)
  await writeFile(file, `${text}\n`)
}

const lockOf = (config: string) => join(dirname(config), fileName)

async function readLock(file: string): Promise<z.infer<typeof lockSchema>> {
  const text = await readFile(file, 'utf8').catch(() => '{ "sites": {} }')
  try {
    return lockSchema.parse(JSON.parse(text))
  } catch {
    const advice = 'Delete it and run attune pull: it is written anew.'
    throw new Failure('broken_lock', `${file} is broken.`, [advice])
  }
}
