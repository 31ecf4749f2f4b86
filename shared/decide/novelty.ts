import { bucket } from '../hash/hash.ts'
import type { PreparedAction, PreparedSlot } from './prepare/prepared.ts'
import type { Situation } from './situation.ts'

/** What the lot of a slot has to say about its first pick. */
export interface Lot {
  /** The action that goes first, when this decision tries something new. */
  drawn: string | undefined
  /** The chance that an action had to be picked. */
  chanceOf(action: string): number
}

/**
 * "Try something new": in a share of its decisions a slot shows, of the actions of the best tier, one
 * of those that this person has seen least. The request's seed is the lot, so a receipt knows what was
 * drawn and how likely it was. Nobody in care is tried on.
 */
export function drawLot(
  eligible: readonly PreparedAction[],
  best: PreparedAction | undefined,
  slot: PreparedSlot,
  situation: Situation
): Lot | undefined {
  const { novelty: share = 0 } = slot.config
  if (share === 0 || best === undefined || situation.care) return undefined
  const fresh = leastSeen(
    eligible.filter(({ tier, isTriedOut }) => isTriedOut && tier === best.tier),
    situation
  )
  if (fresh.length === 0) return undefined
  const lot = (name: string) => bucket(`${name} ${slot.name}`, situation.seed, 2)
  const drawn = lot('novelty') < share ? fresh[Math.floor(lot('new') * fresh.length)] : undefined
  return {
    drawn: drawn?.id,
    chanceOf: (action) => {
      const isOnlyNew = action === drawn?.id && action !== best.id
      const chanceAsNew = fresh.some(({ id }) => id === action) ? share / fresh.length : 0
      return (isOnlyNew ? 0 : 1 - share) + chanceAsNew
    },
  }
}

/** Those that were rendered least often: mostly those that never were. */
function leastSeen(actions: readonly PreparedAction[], { budget }: Situation): PreparedAction[] {
  const counts = actions.map(({ id }) => budget.shown(id))
  const least = Math.min(...counts)
  return actions.filter((_, i) => counts[i] === least)
}
