import { createResolver } from '../../shared/content/resolve.ts'
import { counterfactual } from '../../shared/decide/counterfactual.ts'
import { decide } from '../../shared/decide/decide.ts'
import type { Decision, Receipt } from '../../shared/decide/decision.ts'
import { inWords, type Reasons } from '../../shared/decide/why.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { contextOf } from '../people/context-of.ts'

const resolve = createResolver()

/** What the draft would do for one person now, in one slot. */
export interface Trial {
  slot: string
  decision: Decision | undefined
  reasons: Reasons
  /** What it would take for the action to win this slot; empty when it does. */
  needs: string[]
}

/** A person and the page they would be on. */
export interface Whom {
  profile: Profile
  page: string
  now: number
}

/**
 * Decides with the engine that decides at the edge, here in the owner's browser: the draft has been
 * nowhere, nothing is recorded, and nobody is shown anything.
 */
export function tryAction(
  config: SiteConfig,
  action: string,
  { profile, page, now }: Whom
): Trial[] {
  const site = compileSite({ version: 0, config })
  const slots = config.actions?.[action]?.slots ?? []
  return slots.map((slot) => {
    const { decisions, receipts } = decide({
      ...{ site, profile, now, slots: [slot], seed: 'preview', resolve },
      context: contextOf(profile, config, { page, channel: config.slots?.[slot]?.channel }),
    })
    const receipt = receipts.find((one) => one.slot === slot)
    return {
      slot,
      decision: decisions.find((one) => one.slot === slot),
      reasons: receipt ? inWords(receipt, config) : { headline: '', candidates: [] },
      needs: receipt ? needsOf(receipt, action, config) : [],
    }
  })
}

/** What it would have taken for an action to win, in words. */
export function needsOf(receipt: Receipt, action: string, config: SiteConfig): string[] {
  if (receipt.action === action) return []
  const { needs, obstacle } = counterfactual(receipt, action, { config, resolve })
  return [...needs.map(({ words }) => words), ...(obstacle ? [obstacle] : [])]
}
