import { Failure } from '../failure.ts'
import { type KeyKind, readCredentials } from './credentials.ts'
import { nameOf, parseUrl, type Target } from './target.ts'

/** A site with the key that opens it. */
export interface Connection extends Target {
  key: string
}

/** What a person may have said about the site on the command line. */
export interface TargetOptions {
  url?: string | undefined
  site?: string | undefined
}

const variables = { admin: 'ATTUNE_KEY', secret: 'ATTUNE_SECRET_KEY' } as const

/** Which site is meant: by options, by the environment, by the last login. */
export async function findTarget(options: TargetOptions): Promise<Target> {
  const { current } = await readCredentials()
  const url = options.url ?? (process.env.ATTUNE_URL || current?.url)
  const site = options.site ?? (process.env.ATTUNE_SITE || current?.site)
  if (url !== undefined && site !== undefined) return { url: parseUrl(url), site }
  throw new Failure('no_site', 'Which site? Nobody has logged in on this machine.', [
    'attune login --url https://edge.shop.example --site shop',
    'or set ATTUNE_URL, ATTUNE_SITE and ATTUNE_KEY',
  ])
}

/** The site that is meant, with its key. A stored key is only ever sent where it was stored for. */
export async function connect(options: TargetOptions, kind: KeyKind): Promise<Connection> {
  const target = await findTarget(options)
  const key = process.env[variables[kind]] || (await storedKey(target, kind))
  if (key) return { ...target, key }
  const what = kind === 'admin' ? 'the admin key' : 'a secret key (sk_…)'
  throw new Failure('no_key', `This needs ${what} of ${nameOf(target)}.`, [
    `attune login --url ${target.url} --site ${target.site}`,
    `or set ${variables[kind]}`,
  ])
}

async function storedKey(target: Target, kind: KeyKind): Promise<string | undefined> {
  const { keys } = await readCredentials()
  return keys.find(({ url, site }) => url === target.url && site === target.site)?.[kind]
}
