import type { TimelineAnswer } from '../../../shared/api/admin-api.ts'
import { personal } from '../../http/answer.ts'
import { type Refusal, refuse } from '../../http/problem.ts'
import { askProfile } from '../../profile/find.ts'
import { findSite } from '../../site/live-site.ts'
import { adminRoute, type OwnerAsked } from '../admin-route.ts'
import {
  eraseProfile,
  exportProfile,
  type Inquiry,
  showProfile,
  unknownPerson,
} from '../profiles.ts'

/** A person, for the console. */
export const adminProfile = adminRoute({
  method: 'get',
  path: '/profiles/:ref',
  summary: 'A person: ids, traits, segments, events counted.',
  problems: ['not_found'],
  async handle(asked) {
    const inquiry = await inquiryOf(asked)
    return 'refusal' in inquiry ? inquiry : showProfile(inquiry)
  },
})

/** Erases a person, from the console. */
export const adminErasure = adminRoute({
  method: 'delete',
  path: '/profiles/:ref',
  summary: 'Erases a person.',
  problems: ['not_found'],
  async handle(asked) {
    const inquiry = await inquiryOf(asked)
    return 'refusal' in inquiry ? inquiry : eraseProfile(inquiry)
  },
})

/** Takes a person out, for a request of access and for previews. */
export const adminExport = adminRoute({
  method: 'get',
  path: '/profiles/:ref/export',
  summary: 'Everything that is kept of a person, as NDJSON.',
  problems: ['not_found'],
  handle: ({ env, site, params }) => exportProfile({ env, site, ref: params.ref ?? '' }),
})

/** What happened to a person and what was decided for them. */
export const timeline = adminRoute({
  method: 'get',
  path: '/profiles/:ref/timeline',
  summary: 'Events and decisions of a person, newest first; older ones with `?before=ms`.',
  problems: ['not_found'],
  async handle({ env, site, params, url }) {
    const before = Number(url.searchParams.get('before')) || Number.MAX_SAFE_INTEGER
    const ref = params.ref ?? ''
    const entries = await askProfile(env, { site, ref }, (profile) => profile.timeline(before))
    return entries ? personal({ entries } satisfies TimelineAnswer) : unknownPerson()
  },
})

async function inquiryOf(asked: OwnerAsked): Promise<Inquiry | Refusal> {
  const { env, site, params, now } = asked
  const live = await findSite(site, asked)
  if (!live) return refuse('not_found', 'There is no such site.')
  return { env, site, ref: params.ref ?? '', now, config: live.snapshot.config }
}
