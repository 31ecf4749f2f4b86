import type { Lookup } from '../condition/condition.ts'
import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { createFacts } from '../profile/facts.ts'
import type { FoldSite } from '../profile/fold-site.ts'
import type { Profile } from '../profile/profile.ts'
import type { Context } from './decision.ts'
import { openLedger } from './ledger-view.ts'
import type { DecideSite } from './prepare/prepared.ts'
import type { Source } from './situation.ts'

/** A person and a moment, as a request finds them. */
export interface LiveInput {
  site: DecideSite & FoldSite
  profile: Profile
  context: Context
  slots: readonly string[]
  now: number
  /** Newest event of this request. */
  event?: Event | undefined
  /** Facts under `journey.…`: what journeys have queued, or the run that wants to send a message. */
  journey?: Lookup | undefined
  /** This person's own code of a pool; undefined when there is none for them. */
  codeOf?: ((pool: string) => string | undefined) | undefined
}

/** Facts of a live profile, and the request itself under `request.…`. */
export function liveSource(input: LiveInput): Source {
  const { site, profile, now, context, event, journey, codeOf } = input
  const request = requestFacts(input)
  const facts = createFacts({ profile, site, context, now, event })
  return {
    lookup: (path, keys) => {
      if (path.startsWith('request.')) return request.get(path)
      if (path.startsWith('offer.')) return codeOf?.(path.split('.')[1] ?? '')
      return path.startsWith('journey.') ? journey?.(path, keys) : facts(path, keys)
    },
    ledger: (session) =>
      openLedger(profile, {
        now,
        session,
        isInstant: (slot) => site.slots.get(slot)?.config.instant === true,
      }),
  }
}

/** The request as facts: a receipt that has them needs neither profile nor context to replay. */
function requestFacts({ profile, context, slots }: LiveInput): ReadonlyMap<string, Json> {
  return new Map<string, Json>([
    ['request.stableId', profile.stableId],
    ['request.slots', [...new Set(slots)]],
    ['request.channel', context.channel],
    ['request.locale', context.locale],
    ['request.timezone', context.timezone],
    ['request.bot', context.bot],
    ['request.gpc', context.gpc],
    ...Object.entries(profile.consent).map(([purpose, { value }]) => consentFact(purpose, value)),
    // What the page says now is newer than what is remembered.
    ...Object.entries(context.consent).map(([purpose, value]) => consentFact(purpose, value)),
  ])
}

function consentFact(purpose: string, value: Json): [path: string, value: Json] {
  return [`request.consent.${purpose}`, value]
}
