import type { Env } from '../env.ts'

/**
 * The path to route by. One leading segment of the owner's choice is dropped before `/v1/` and before
 * a script: blockers list known paths, so each installation may have its own.
 */
export function routePath(request: Request, options?: { env?: Env }): string {
  const { pathname } = new URL(request.url)
  const prefix = options?.env?.PATH_PREFIX?.replaceAll('/', '')
  if (prefix && pathname.startsWith(`/${prefix}/`)) return pathname.slice(prefix.length + 1)
  return pathname.replace(/^\/[\w.~-]{1,64}(?=\/v1\/|\/[\w-]+\.m?js(?:\.map)?$)/, '')
}
