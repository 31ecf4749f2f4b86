import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { preflight } from '../http/cors.ts'
import { isRefusal, problemResponse, refuse } from '../http/problem.ts'
import { routePath } from '../http/route-path.ts'
import { serveFile } from './files.ts'
import type { Route } from './route.ts'

/** Turns the route table into a handler of requests. */
export function createApp(routes: readonly Route[]): Hono<{ Bindings: Env }> {
  const app = new Hono<{ Bindings: Env }>({ getPath: routePath })

  for (const { method, path, reply, isForPages } of routes) {
    if (isForPages) app.options(path, (c) => preflight(c.req.raw))
    app.on(method, path, async (c) => {
      const answer = await reply({
        ...{ request: c.req.raw, url: new URL(c.req.url), env: c.env, now: Date.now() },
        params: c.req.param(),
        waitUntil: (work) => c.executionCtx.waitUntil(work),
      })
      return isRefusal(answer) ? problemResponse(answer) : answer
    })
  }

  // Known paths, unknown methods. After the routes themselves, so that this comes last.
  for (const { path } of routes) {
    app.all(path, () => problemResponse(refuse('method_not_allowed', 'See /openapi.json.')))
  }
  app.all('/v1/*', () =>
    problemResponse(refuse('not_found', 'See /openapi.json for what is here.'))
  )
  app.get('*', (c) => serveFile(c.env, c.req.raw, c.req.path))
  app.notFound(() => problemResponse(refuse('not_found', 'See /openapi.json for what is here.')))
  app.onError((error) => {
    // The one place that logs. No request data: it may be personal.
    // biome-ignore lint/suspicious/noConsole: this is the worker's log
    console.error(error.stack ?? String(error))
    return problemResponse(refuse('internal', 'It was logged. Try again later.'))
  })
  return app
}
