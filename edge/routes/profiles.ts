import type { SiteConfig } from '../../shared/site/config.ts'
import { serverMoment } from '../decide/moment.ts'
import type { Env } from '../env.ts'
import { personal } from '../http/answer.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import { askProfile } from '../profile/find.ts'
import type { Caller } from './admit.ts'
import { keyRoute } from './key-route.ts'
import type { Asked, Reply } from './route.ts'

/** A person, as somebody who may know everything about them asks. */
export interface Inquiry {
  env: Env
  site: string
  ref: string
  now: number
  config: SiteConfig
}

/** The person at this moment: ids, traits, segments, events counted. */
export async function showProfile({ env, site, ref, now, config }: Inquiry): Promise<Reply> {
  const context = serverMoment({}, config)
  const portrait = await askProfile(env, { site, ref }, (profile) => profile.look(now, context))
  return portrait ? personal(portrait) : unknownPerson()
}

/** Erases the person, here and wherever something leads to them. */
export async function eraseProfile({ env, site, ref, now }: Inquiry): Promise<Reply> {
  const erased = await askProfile(env, { site, ref }, (profile) => profile.erase(now))
  return erased ? personal({ erased: true }) : unknownPerson()
}

/** Everything that is kept of the person, one JSON object a line. */
export async function exportProfile({
  env,
  site,
  ref,
}: Pick<Inquiry, 'env' | 'site' | 'ref'>): Promise<Reply> {
  const lines = await askProfile(env, { site, ref }, (profile) => profile.export())
  if (!lines) return unknownPerson()
  const headers = {
    'content-type': 'application/x-ndjson',
    'content-disposition': 'attachment; filename="profile.ndjson"',
    'cache-control': 'private, no-store',
  }
  return new Response(lines, { headers })
}

/** Nobody there: the same words whether never known, erased, or of another site. */
export function unknownPerson(): Refusal {
  return refuse('not_found', 'Nobody is known by this reference.')
}

/** `GET /v1/profiles/{ref}` */
export const profile = keyRoute({
  method: 'get',
  path: '/v1/profiles/:ref',
  summary: 'A person: ids, traits, segments, events counted. `ref`: profile id or `kind:value`.',
  problems: ['not_found'],
  server: { handle: (asked, caller) => showProfile(inquiryOf(asked, caller)) },
})

/** `DELETE /v1/profiles/{ref}` */
export const erasure = keyRoute({
  method: 'delete',
  path: '/v1/profiles/:ref',
  summary: 'Erases a person. Late copies of their events do not bring them back.',
  problems: ['not_found'],
  server: { handle: (asked, caller) => eraseProfile(inquiryOf(asked, caller)) },
})

/** `GET /v1/profiles/{ref}/export` */
export const exported = keyRoute({
  method: 'get',
  path: '/v1/profiles/:ref/export',
  summary: 'Everything that is kept of a person, as NDJSON.',
  problems: ['not_found'],
  server: { handle: (asked, caller) => exportProfile(inquiryOf(asked, caller)) },
})

function inquiryOf({ env, now, params }: Asked, { id, site }: Caller): Inquiry {
  return { env, site: id, ref: params.ref ?? '', now, config: site.snapshot.config }
}
