import type { PageDecision } from '../../shared/api/page-api.ts'
import { decide } from '../../shared/decide/decide.ts'
import type { Context, Decision, Receipt } from '../../shared/decide/decision.ts'
import { recordDecided } from '../../shared/decide/ledger.ts'
import type { Event } from '../../shared/event/event.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { createResolver } from '../content/resolve.ts'
import type { LiveSite } from '../site/live-site.ts'

/** What to decide, for whom, and when. */
export interface Choice {
  site: LiveSite
  profile: Profile
  context: Context
  slots: readonly string[]
  now: number
  seed: string
  event?: Event | undefined
  record: 'decided' | 'rendered' | 'no'
}

/** What was chosen, what it leaves in the profile, and why. */
export interface Chosen {
  profile: Profile
  decisions: PageDecision[]
  instant: PageDecision[]
  receipts: Receipt[]
}

const resolve = createResolver()

/**
 * Decides the slots of a request, then, with that on record, the site's instant slots for the page
 * after this one: they are shown before that page can ask, so their caps must hold already.
 */
export function choose(choice: Choice): Chosen {
  const now = chooseSlots(choice, choice.slots, choice.seed)
  if (choice.record !== 'decided') return { ...now, instant: [] }
  const ahead = instantSlots(choice.site.snapshot.config)
  if (ahead.length === 0) return { ...now, instant: [] }
  const next = chooseSlots({ ...choice, profile: now.profile }, ahead, `${choice.seed}.next`)
  return {
    profile: now.profile,
    decisions: now.decisions,
    instant: next.decisions,
    receipts: [...now.receipts, ...next.receipts.filter((receipt) => receipt.action)],
  }
}

function chooseSlots(choice: Choice, slots: readonly string[], seed: string) {
  const { site, profile, context, now, event, record } = choice
  if (slots.length === 0) return { profile, decisions: [], receipts: [] }
  const { decisions, receipts } = decide({
    ...{ site: site.rules, profile, context, slots, now, seed, resolve },
    ...(event && { event }),
  })
  const { config } = site.snapshot
  return {
    profile:
      record === 'no'
        ? profile
        : recordDecided(profile, decisions, { now, channel: context.channel, as: record }),
    decisions: decisions.map((decision) => dressed(decision, config)),
    receipts,
  }
}

function instantSlots(config: SiteConfig): string[] {
  const slots = Object.entries(config.slots ?? {})
  return slots.filter(([, slot]) => slot.instant).map(([name]) => name)
}

/** A decision as it travels to the page, with the place that the configuration names for its slot. */
function dressed({ experiment: _, ...decision }: Decision, config: SiteConfig): PageDecision {
  const slot = config.slots?.[decision.slot]
  return {
    ...decision,
    ...(slot?.selector !== undefined && { selector: slot.selector }),
    ...(slot?.placement !== undefined && { placement: slot.placement }),
  }
}
