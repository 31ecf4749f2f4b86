import type { Env } from '../env.ts'

/** A folder that holds the visitor's scripts as they were once built. */
const release = 'r-[0-9a-f]{16}'
const ownWord = `(?!console/|${release}/)[\\w.~-]{1,64}`
const script = '(?:[a-z]+\\.m?js(?:\\.map)?|release\\.json)$'

/** What may stand before the API: a word of the owner's, and the release that the script came from. */
const beforeApi = new RegExp(`^(?:/${ownWord})?(?:/${release})?(?=/v1/)`)
/** What may stand before a script, which may be in the folder of its release. */
const beforeScript = new RegExp(`^/${ownWord}(?=/(?:${release}/)?${script})`)

/**
 * The path to route by. One leading segment of the owner's choice is dropped: blockers list known
 * paths, so each installation may have its own.
 */
export function routePath(request: Request, options?: { env?: Env }): string {
  const { pathname } = new URL(request.url)
  const prefix = options?.env?.PATH_PREFIX?.replaceAll('/', '')
  const isBelow = prefix && pathname.startsWith(`/${prefix}/`)
  const path = isBelow ? pathname.slice(prefix.length + 1) : pathname
  return path.replace(beforeApi, '').replace(beforeScript, '')
}
