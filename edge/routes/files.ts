import type { Env } from '../env.ts'
import { isConsoleHost } from '../http/console-host.ts'
import { problemResponse, refuse } from '../http/problem.ts'

/**
 * The console runs with the owner's token: nothing foreign may run in it, frame it, or be told where
 * its owner was. No sink that makes markup or script of text works at all: the console needs none.
 */
const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' https: data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const consoleHeaders = [
  ['content-security-policy', consolePolicy],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
] as const

/** A tag may be a minute old; what is in a folder named by its hash never changes. */
const scriptLife = 'public, max-age=60, stale-while-revalidate=86400'
const hashedLife = 'public, max-age=31536000, immutable'

/** Serves what was built into `dist/`: the visitor's script, the console. */
export async function serveFile(env: Env, request: Request, path: string): Promise<Response> {
  const url = new URL(request.url)
  const prefix = url.pathname.slice(0, -path.length)
  url.pathname = path
  const isOfConsole = path.startsWith('/console')
  if (isOfConsole && !isConsoleHost({ env, url })) {
    return problemResponse(refuse('not_found', 'There is no such file.'))
  }
  const file = await env.ASSETS.fetch(new Request(url, request))
  if (file.status === 404) return problemResponse(refuse('not_found', 'There is no such file.'))
  const answer = new Response(file.body, file)
  // `/console` becomes `/console/`; the assets do not know of the owner's path in front of it.
  const location = file.headers.get('location')
  if (location?.startsWith('/')) answer.headers.set('location', `${prefix}${location}`)
  answer.headers.set('x-content-type-options', 'nosniff')
  if (isOfConsole) {
    for (const [name, value] of consoleHeaders) answer.headers.set(name, value)
    // Not on a host that it shares: whether the whole shop is HTTPS for ever is not ours to say.
    if (env.CONSOLE_HOST) answer.headers.set('strict-transport-security', 'max-age=31536000')
    return answer
  }
  // A module is fetched with CORS by the pages of every customer. Files hold nothing of anybody.
  answer.headers.set('access-control-allow-origin', '*')
  answer.headers.set('cross-origin-resource-policy', 'cross-origin')
  if (file.ok && path.endsWith('js')) {
    const isHashed = /^\/r-[0-9a-f]{16}\//.test(path)
    answer.headers.set('cache-control', isHashed ? hashedLife : scriptLife)
  }
  return answer
}
