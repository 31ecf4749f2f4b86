import { DurableObject } from 'cloudflare:workers'
import { serverMoment } from '../../edge/decide/moment.ts'
import type { Env } from '../../edge/env.ts'
import { deviceProfile } from '../../edge/profile/address.ts'
import { ProfileObject } from '../../edge/profile/profile-object.ts'
import { remote } from '../../edge/remote.ts'
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

  /** Throws the object out of memory. */
  fall(): void {
    this.ctx.abort('bench')
  }
}

/** A profile object that can be thrown out of memory. */
export class BenchProfileObject extends ProfileObject {
  fall(): void {
    this.ctx.abort('bench')
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
    if (what === 'profile') return aProfile(env, id, request.method)
    const object = env.YARDSTICK.getByName(id)
    if (what === 'empty' && request.method === 'DELETE') return fallen(() => object.fall())
    if (what === 'empty') return Response.json({ n: await object.empty() })
    return Response.json({ n: await object.row(await request.text()) })
  },
} satisfies ExportedHandler<BenchEnv>

/** A profile's picture; or, on DELETE, throws its object out of memory. */
async function aProfile(env: BenchEnv, visitor: string, method: string): Promise<Response> {
  const name = `demo/${await deviceProfile('demo', visitor)}`
  const profile = remote<BenchProfileObject>(env.PROFILE, name)
  if (method === 'DELETE') return fallen(() => profile.fall())
  return Response.json(await profile.look(Date.now(), serverMoment({}, { name: 'Bench' })))
}

/** The call that throws an object out of memory is cut off by it. */
async function fallen(fall: () => Promise<unknown>): Promise<Response> {
  await fall().catch(() => undefined)
  return Response.json({})
}
