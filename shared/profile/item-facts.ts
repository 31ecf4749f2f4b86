import { valueAt } from '../condition/value-at.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { own } from '../event/safe-key.ts'
import type { ItemState, Profile } from './profile.ts'
import { compareTexts } from './sorted.ts'

/** Lists of items that facts speak of. */
export type ItemList = 'cart' | 'viewed' | 'bought'

/** An item with the time it came into its list. */
interface Listed {
  id: string
  item: ItemState
  at: number
}

/**
 * Facts of a list of items: ids, newest first, how many, the newest one, their categories, their
 * worth. Each is worked out when it is asked for, and once: most requests only ask how many.
 */
export function createListFacts(
  profile: Profile,
  list: ItemList
): (keys: readonly string[]) => Json | undefined {
  const listed = once(() => listItems(profile, list))
  const newestFirst = once(() => listed().sort(compareListed))
  const facts: Readonly<Record<string, () => Json>> = {
    items: once(() => newestFirst().map(({ id }) => id)),
    count: () => listed().length,
    categories: once(() => {
      const categories = newestFirst().map(({ item }) => item.properties.category)
      return [...new Set(categories)].filter((category) => typeof category === 'string')
    }),
    value: () => listed().reduce((sum, { item }) => sum + worth(item.properties), 0),
    latest: once(() => latestOf(listed())),
  }
  return (keys) => {
    const [name, ...rest] = keys
    if (name !== undefined) return valueAt(own(facts, name)?.() ?? null, rest)
    return Object.fromEntries(Object.entries(facts).map(([key, read]) => [key, read()]))
  }
}

function listItems(profile: Profile, list: ItemList): Listed[] {
  const timeOf = list === 'cart' ? inCartSince(profile) : (item: ItemState) => item[list]
  const { items } = profile
  const listed: Listed[] = []
  for (const id of Object.keys(items)) {
    const item = items[id]
    const at = item && timeOf(item)
    if (item !== undefined && at !== undefined) listed.push({ id, item, at })
  }
  return listed
}

function compareListed(a: Listed, b: Listed): number {
  return b.at - a.at || compareTexts(a.id, b.id)
}

function latestOf(listed: readonly Listed[]): Json {
  const [first, ...others] = listed
  if (first === undefined) return null
  const { id, item, at } = others.reduce((a, b) => (compareListed(a, b) < 0 ? a : b), first)
  return { ...item.properties, id, at }
}

function once<T extends Json | Listed[]>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** `items.<id>.…`: an item's times and properties. An id may itself contain dots. */
export function itemFact({ items }: Profile, keys: readonly string[]): Json | undefined {
  for (let end = keys.length; end > 0; end--) {
    const item = own(items, keys.slice(0, end).join('.'))
    if (item === undefined) continue
    return factOf(item, keys.slice(end))
  }
  return undefined
}

/** A time of the item, else one of its properties. */
function factOf(item: ItemState, keys: readonly string[]): Json {
  const { properties, ...times } = item
  const [name] = keys
  if (name === undefined) return { ...properties, ...times, properties }
  return valueAt(Object.hasOwn(item, name) ? { ...times, properties } : properties, keys)
}

/** In the cart: added after it was last taken out or bought, and after the last order of anything. */
function inCartSince({ events }: Profile): (item: ItemState) => number | undefined {
  const lastOrder = own(events, 'Order Completed')?.last ?? -1
  return ({ added = -1, removed = -1, bought = -1 }) =>
    added > Math.max(removed, bought, lastOrder) ? added : undefined
}

function worth({ price, quantity }: JsonObject): number {
  const each = typeof price === 'number' ? price : 0
  return each * (typeof quantity === 'number' ? quantity : 1)
}
