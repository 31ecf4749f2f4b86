import { DurableObject } from 'cloudflare:workers'
import type { Env } from '../../edge/env.ts'
import attune from '../../edge/worker.ts'

export * from '../../edge/worker.ts'

/** What the platform itself costs: an object that does nothing, and one that writes a row. */
export class YardstickObject extends DurableObject {
  #n = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS yard (id INTEGER PRIMARY KEY, body TEXT)')
  }

  empty(): number {
    return ++this.#n
  }

  row(body: string): number {
    this.ctx.storage.sql.exec('INSERT INTO yard (body) VALUES (?)', body)
    return ++this.#n
  }
}

type BenchEnv = Env & { YARDSTICK: DurableObjectNamespace<YardstickObject> }

/** The product's worker, and beside it the platform's own costs under `/yardstick/`. */
export default {
  async fetch(request, env, ctx) {
    const { pathname } = new URL(request.url)
    const [, first, what, id = ''] = pathname.split('/')
    if (first !== 'yardstick') return attune.fetch(request, env, ctx)
    if (what === 'hello') return Response.json({ n: 1 })
    const object = env.YARDSTICK.getByName(id)
    if (what === 'empty') return Response.json({ n: await object.empty() })
    return Response.json({ n: await object.row(await request.text()) })
  },
} satisfies ExportedHandler<BenchEnv>
