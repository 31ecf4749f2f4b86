import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Target } from './target.ts'

/** What a key opens: the owner's API, or the API of the site's own servers. */
export type KeyKind = 'admin' | 'secret'

const targetSchema = z.object({ url: z.string(), site: z.string() })

const credentialsSchema = z.object({
  /** The last login: what commands mean that name no site. */
  current: targetSchema.optional(),
  keys: z.array(
    targetSchema.extend({ admin: z.string().optional(), secret: z.string().optional() })
  ),
})

/** Keys of sites, as a person has left them on this machine. */
export type Credentials = z.infer<typeof credentialsSchema>

/** `~/.config/attune/credentials.json`, or where the system keeps such files. */
export function credentialsFile(env: NodeJS.ProcessEnv = process.env): string {
  const folder = env.XDG_CONFIG_HOME || env.APPDATA || join(homedir(), '.config')
  return join(folder, 'attune', 'credentials.json')
}

/** Reads the stored keys; none when nobody has logged in. */
export async function readCredentials(file = credentialsFile()): Promise<Credentials> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{ "keys": [] }'
    throw new Failure('credentials', `${file} cannot be read: ${error.message}`)
  })
  try {
    return credentialsSchema.parse(JSON.parse(text))
  } catch {
    throw new Failure('credentials', `${file} is broken. Delete it and log in again.`)
  }
}

/** Stores a key so that nobody else on the machine can read it, and makes its site the current one. */
export async function storeKey(
  { url, site }: Target,
  kind: KeyKind,
  key: string,
  file = credentialsFile()
): Promise<void> {
  const target = { url, site }
  const { keys } = await readCredentials(file)
  const entry = { ...keys.find(isSame(target)), ...target, [kind]: key }
  const others = keys.filter((other) => !isSame(target)(other))
  await write({ current: target, keys: [...others, entry] }, file)
}

/** Forgets the keys of a site; answers whether there were any. */
export async function forgetKeys(target: Target, file = credentialsFile()): Promise<boolean> {
  const { current, keys } = await readCredentials(file)
  const others = keys.filter((other) => !isSame(target)(other))
  if (others.length === keys.length) return false
  const isCurrent = current !== undefined && isSame(target)(current)
  await write({ ...(current && !isCurrent && { current }), keys: others }, file)
  return true
}

const isSame = (target: Target) => (other: Target) =>
  other.url === target.url && other.site === target.site

async function write(credentials: Credentials, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  // Written aside first: a crash leaves the old file whole, and no moment exists with wider rights.
  const fresh = `${file}.${process.pid}`
  await writeFile(fresh, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  await chmod(fresh, 0o600)
  await rename(fresh, file)
}
