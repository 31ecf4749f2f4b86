import { jsonBytes } from '../event/clean.ts'
import type { Event } from '../event/event.ts'
import { limits } from '../event/limits.ts'
import { own } from '../event/safe-key.ts'
import { nameOfKey, orderKey } from './order-key.ts'
import type { Orders } from './profile.ts'
import { compareTexts, keepFirst, mergeMaps, sortKeys } from './sorted.ts'

/** Orders after more was told of them, and what that adds up to. */
interface Told {
  orders: Orders | undefined
  /** Events for computed traits: those of no order, and orders that are closed now. */
  counted: readonly Event[]
  /** Events that tell again of what was known. */
  repeats: ReadonlySet<Event>
}

const noOrders: Readonly<Orders> = { open: {}, closed: {} }

/**
 * Sets tellings of orders aside. The page reports a purchase, is reloaded and reports it again, and so
 * does the till: the earliest telling is the one that counts. Which that is may turn out later, so the
 * newest orders stay open: computed traits count them in when read. Older ones are closed: counted for
 * good, and only their keys remembered.
 */
export function tellOrders(orders: Orders | undefined, events: readonly Event[]): Told {
  const told = events.some((event) => orderKey(event) !== undefined)
  if (!told) return { orders, counted: events, repeats: noRepeats }
  const { open, closed } = orders ?? noOrders
  const next: Orders = { open: { ...open }, closed }
  const repeats = new Set<Event>()
  const counted = events.filter((event) => {
    const key = orderKey(event)
    if (key === undefined) return true
    const known = own(next.open, key)
    if (known !== undefined || Object.hasOwn(closed, key)) repeats.add(event)
    if (!Object.hasOwn(closed, key)) next.open[key] = earlier(known, tellingOf(event))
    return false
  })
  const { orders: bounded, closing } = bound(next)
  return { orders: bounded, counted: [...counted, ...closing], repeats }
}

/** Both people's orders. What both knew was counted twice by whoever added them up: `shared` says so. */
export function mergeOrders(
  a: Orders | undefined,
  b: Orders | undefined
): { orders: Orders | undefined; closing: Event[]; shared: Record<string, number> } {
  if (a === undefined || b === undefined) return { orders: a ?? b, closing: [], shared: {} }
  const closed = keepNewest(mergeMaps(a.closed, b.closed, Math.min))
  const all = mergeMaps(a.open, b.open, earlier)
  const open = Object.entries(all).filter(([key]) => !Object.hasOwn(closed, key))
  const shared: Record<string, number> = {}
  for (const key of [...Object.keys(a.open), ...Object.keys(a.closed)]) {
    const name = nameOfKey(key)
    const isShared = Object.hasOwn(b.open, key) || Object.hasOwn(b.closed, key)
    if (isShared && name !== undefined) shared[name] = (shared[name] ?? 0) + 1
  }
  return { ...bound({ open: Object.fromEntries(open), closed }), shared }
}

/** Stored events as traits count them: each order once, and those that are open not at all. */
export function countedOnce(orders: Orders | undefined, events: Iterable<Event>): Event[] {
  const counted: Event[] = []
  const byOrder = new Map<string, Event>()
  for (const event of events) {
    const key = orderKey(event)
    if (key === undefined) counted.push(event)
    else if (own(orders?.open ?? {}, key) === undefined) {
      byOrder.set(key, earlier(byOrder.get(key), event))
    }
  }
  return [...counted, ...byOrder.values()]
}

/** What traits may ask of an event; whom it names has been noted, and is not kept for longer than events. */
function tellingOf({ id, type, name, at, properties, traits, origin, context }: Event): Event {
  const telling = { id, type, name, at, properties, traits, ids: {}, origin }
  return context === undefined ? telling : { ...telling, context }
}

const noRepeats: ReadonlySet<Event> = new Set()

function earlier(a: Event | undefined, b: Event): Event {
  return a !== undefined && compareEvents(a, b) <= 0 ? a : b
}

function compareEvents(a: Event, b: Event): number {
  return a.at - b.at || compareTexts(a.id, b.id)
}

/** Closes the oldest orders while there are too many, or too large ones. */
function bound({ open, closed }: Orders): { orders: Orders; closing: Event[] } {
  const newest = Object.entries(open).sort(([, a], [, b]) => compareEvents(b, a))
  let room: number = limits.profile.orderBytes
  const kept = newest.findIndex(([, event], i) => {
    room -= jsonBytes(event)
    return i >= limits.profile.openOrders || room < 0
  })
  const closing = kept < 0 ? [] : newest.slice(kept)
  const stay = kept < 0 ? newest : newest.slice(0, kept)
  const keys = Object.fromEntries(closing.map(([key, { at }]) => [key, at]))
  return {
    orders: {
      open: sortKeys(Object.fromEntries(stay)),
      closed: closing.length === 0 ? closed : keepNewest(mergeMaps(closed, keys, Math.min)),
    },
    closing: closing.map(([, event]) => event),
  }
}

function keepNewest(closed: Orders['closed']): Orders['closed'] {
  return keepFirst(
    closed,
    limits.profile.closedOrders,
    ([keyA, atA], [keyB, atB]) => atB - atA || compareTexts(keyA, keyB)
  )
}
