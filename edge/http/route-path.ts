import type { Env } from '../env.ts'

/** What stands in front, when it is one segment before the API or before one of the client's scripts. */
const prefixPattern =
  /^\/[\w.~-]{1,64}(?=\/v1\/|\/(?:attune|snippet|signals|surfaces|inspector)[\w.-]*\.m?js(?:\.map)?$)/

/**
 * The path to route by. One leading segment of the owner's choice is dropped: blockers list known
 * paths, so each installation may have its own.
 */
export function routePath(request: Request, options?: { env?: Env }): string {
  const { pathname } = new URL(request.url)
  const prefix = options?.env?.PATH_PREFIX?.replaceAll('/', '')
  if (prefix && pathname.startsWith(`/${prefix}/`)) return pathname.slice(prefix.length + 1)
  return pathname.replace(prefixPattern, '')
}
