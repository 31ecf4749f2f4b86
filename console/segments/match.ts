import { siteMoment } from '../../shared/decide/site-moment.ts'
import { createFacts } from '../../shared/profile/facts.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { contextOf } from '../people/context-of.ts'

/** Whether each of some people is in a segment at a moment, by the engine that decides at the edge. */
export function matching<P extends { profile: Profile }>(
  people: readonly P[],
  { config, segment, now }: { config: SiteConfig; segment: string; now: number }
): P[] {
  const site = compileSite({ version: 0, config })
  return people.filter(({ profile }) => {
    const context = contextOf(profile, config)
    const moment = siteMoment(site, createFacts({ site, profile, context, now }), now)
    const isIn = site.segments.get(segment)?.(moment) ?? false
    moment.release()
    return isIn
  })
}
