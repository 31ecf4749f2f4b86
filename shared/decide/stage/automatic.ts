import type { Action } from '../action.ts'
import { boughtMs, outboundChannels } from '../attention.ts'
import { mentions } from '../prepare/mentions.ts'
import type { ItemReference, Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'
import { windowMs } from './cap.ts'

/*
 * Suppressions that nobody has to write. Each names itself in the receipt by a word and a colon,
 * which no rule of an owner can be called: `bought:sku-7`.
 */

/** Refuses to promote what the person has bought, whatever the channel, for a season. */
export function boughtStage(action: Action, item: ItemReference | undefined): Stage | undefined {
  // "How do you like it?" speaks about a purchase on purpose.
  if (item === undefined || exempt(action) || item.path?.startsWith('bought.') === true)
    return undefined
  return (situation) => {
    const id = item.id(situation)
    if (id === undefined || !situation.bought.has(id)) return undefined
    const at = situation.read(`items.${id}.bought`)
    const isOver = typeof at === 'number' && situation.now - at > boughtMs
    return isOver ? undefined : refusal('suppressed', `bought:${id}`)
  }
}

/** Refuses to promote what lies in the cart already, unless the action is about the cart. */
export function inCartStage(action: Action, item: ItemReference | undefined): Stage | undefined {
  const sells = (action.intent ?? 'sell') === 'sell'
  if (item === undefined || exempt(action) || !sells || isAboutCart(action)) return undefined
  return (situation) => {
    const id = item.id(situation)
    return id !== undefined && situation.inCart.has(id)
      ? refusal('suppressed', `in_cart:${id}`)
      : undefined
  }
}

/** A reminder of the cart must be able to name what is in it. */
function isAboutCart(action: Action): boolean {
  return action.item?.startsWith('cart.') === true || mentions(action.when, 'cart')
}

/** Events by which people close an outbound channel, and those by which they open it again. */
const channelEvents = {
  closes: ['Unsubscribed', 'Email Marked as Spam'],
  opens: ['Subscribed'],
} as const

/** Refuses to reach out to somebody who asked to be left alone. */
export function unsubscribedStage(
  action: Action,
  channelOf: (slot: string) => string
): Stage | undefined {
  const reachesOut = action.slots.some((slot) => outboundChannels.has(channelOf(slot)))
  return reachesOut && !exempt(action) ? leavesAlone : undefined
}

const leavesAlone: Stage = ({ read }, { channel }) => {
  if (!outboundChannels.has(channel)) return undefined
  const isClosed = closesChannels((name) => Number(read(`events.${name}.last`) ?? 0))
  return isClosed ? refusal('suppressed', `unsubscribed:${channel}`) : undefined
}

/** Whether somebody has asked to be left alone, from when each event came last; 0 for never. */
export function closesChannels(lastOf: (event: string) => number): boolean {
  const newest = (names: readonly string[]) => Math.max(0, ...names.map(lastOf))
  return newest(channelEvents.closes) > newest(channelEvents.opens)
}

/** Refuses an action whose goal was reached after it had been shown, for as long as it would count. */
export function goalStage(id: string, action: Action): Stage | undefined {
  const { goal } = action
  // With a condition on the event the fold knows better: it writes `converted`, and the pause holds.
  if (goal === undefined || goal.where !== undefined || exempt(action)) return undefined
  const { event } = goal
  const within = windowMs(goal.within)
  return ({ budget, now, read }) => {
    const shown = budget.last(id, 'rendered')
    if (shown === 0) return undefined
    const reached = Number(read(`events.${event}.last`) ?? 0)
    const counts = reached >= shown && now - reached <= within
    return counts ? refusal('suppressed', `goal:${event}`) : undefined
  }
}

/** Receipts and password mails are owed, not offered. */
function exempt(action: Action): boolean {
  return action.transactional === true
}
