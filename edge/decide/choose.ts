import type { PageDecision } from '../../shared/api/page-api.ts'
import type { Lookup } from '../../shared/condition/condition.ts'
import { createResolver } from '../../shared/content/resolve.ts'
import { decide } from '../../shared/decide/decide.ts'
import type { Context, Decision, Receipt } from '../../shared/decide/decision.ts'
import { recordDecided } from '../../shared/decide/ledger.ts'
import { type PackedReceipts, packReceipts } from '../../shared/decide/receipt.ts'
import type { Event } from '../../shared/event/event.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
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
  /** Facts under `journey.…`: what journeys have queued for the page. */
  journey?: Lookup | undefined
  /** `decided`: a page will confirm. `rendered`: the channel never does. `no`: a mere preview. */
  record: 'decided' | 'rendered' | 'no'
  /** This person's own code of an offer. */
  codeOf?: ((pool: string) => string | undefined) | undefined
}

/** What was chosen, what it leaves in the profile, and why. */
export interface Chosen {
  profile: Profile
  decisions: PageDecision[]
  /** For the site's instant slots: shown by the next page before it can ask. */
  instant: PageDecision[]
  receipts: Receipt[]
  /** The receipts as they are stored; none, when nothing is recorded. */
  reasons: PackedReceipts[]
}

const resolve = createResolver()

/** Decides the slots of a request, then, with that on record, the instant slots of the page after it. */
export function choose(choice: Choice): Chosen {
  const { record, seed, site } = choice
  const asked = chooseSlots(choice, choice.slots, seed)
  if (record === 'no') return { ...asked, instant: [], reasons: [] }
  const ahead = record === 'decided' ? instantSlots(site.snapshot.config) : []
  const next = chooseSlots({ ...choice, profile: asked.profile }, ahead, `${seed}.next`)
  const reasons = [packReceipts(asked.receipts), packReceipts(next.receipts)]
  return {
    ...asked,
    instant: next.decisions,
    reasons: reasons.filter((pack) => pack !== undefined),
  }
}

function chooseSlots(choice: Choice, slots: readonly string[], seed: string) {
  const { site, profile, context, now, event, journey, record, codeOf } = choice
  if (slots.length === 0) return { profile, decisions: [], receipts: [] }
  const asked = { profile, context, slots, now, seed, journey, codeOf, ...(event && { event }) }
  const { decisions, receipts } = decide({ ...asked, site: site.rules, resolve })
  const { config } = site.snapshot
  return {
    profile:
      record === 'no'
        ? profile
        : recordDecided(profile, decisions, {
            ...{ now, channel: context.channel, as: record },
            isInstant: (slot) => site.rules.slots.get(slot)?.config.instant === true,
          }),
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
