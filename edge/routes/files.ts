import type { Env } from '../env.ts'

/** Serves what was built into `dist/`: the visitor's script, the console. */
export async function serveFile(env: Env, request: Request, path: string): Promise<Response> {
  const url = new URL(request.url)
  url.pathname = path
  const file = await env.ASSETS.fetch(new Request(url, request))
  const answer = new Response(file.body, file)
  // A module is fetched with CORS from the pages of every customer; files hold nothing personal.
  answer.headers.set('access-control-allow-origin', '*')
  answer.headers.set('x-content-type-options', 'nosniff')
  return answer
}
