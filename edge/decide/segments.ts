import type { Context } from '../../shared/decide/decision.ts'
import { siteMoment } from '../../shared/decide/site-moment.ts'
import { createFacts } from '../../shared/profile/facts.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import type { CompiledSite } from '../../shared/site/compile.ts'

/** Whose segments, at which moment. */
export interface Person {
  site: CompiledSite
  profile: Profile
  context: Context
  now: number
}

/** Which of the named segments the person is in, exactly at `now`. */
export function segmentsOf(names: Iterable<string>, person: Person): string[] {
  const { site, now } = person
  const moment = siteMoment(site, createFacts(person), now)
  const held = [...names].filter((name) => site.segments.get(name)?.(moment))
  moment.release()
  return held
}
