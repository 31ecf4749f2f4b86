import { type Bought, type Complements, complementOf } from '../catalogue/complements.ts'
import { itemFacts } from '../catalogue/facts.ts'
import type { Catalogue } from '../catalogue/item.ts'
import { valueAt } from '../condition/value-at.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { deeds } from '../event/names.ts'
import { own } from '../event/safe-key.ts'
import { type ItemList, type List, type Listed, listItems } from './item-lists.ts'
import type { ItemState, Profile } from './profile.ts'

/** Where facts about items come from: what the person did, and what the site says of its items. */
export interface ItemSources {
  profile: Profile
  catalogue: Catalogue | undefined
  complements?: Complements | undefined
}

/**
 * Facts of a list of items: ids, newest first, how many, the newest one, their categories, their
 * worth. Each is worked out when it is asked for, and once: most requests only ask how many.
 */
export function createListFacts(
  { profile, catalogue, complements = {} }: ItemSources,
  list: ItemList
): (keys: readonly string[]) => Json | undefined {
  const listed = once(() => listItems(profile, list))
  const facts: Readonly<Record<string, () => Json>> = {
    items: once(() =>
      listed()
        .newestFirst()
        .map(({ id }) => id)
    ),
    count: () => listed().count,
    categories: once(() => {
      const categories = listed()
        .newestFirst()
        .map(({ item }) => item.properties.category)
      return [...new Set(categories)].filter((category) => typeof category === 'string')
    }),
    value: () =>
      listed()
        .newestFirst()
        .reduce((sum, { item }) => sum + worth(item.properties), 0),
    latest: once(() => latestOf(listed().newest(), catalogue)),
    ...(list === 'bought' && {
      complement: once(() =>
        complementOf(listed().newestFirst().map(boughtAs(catalogue)), complements, catalogue)
      ),
    }),
  }
  return (keys) => {
    const [name, ...rest] = keys
    if (name !== undefined) return valueAt(own(facts, name)?.() ?? null, rest)
    return Object.fromEntries(Object.entries(facts).map(([key, read]) => [key, read()]))
  }
}

/** The category of an item as the catalogue has it, else as the person saw it. */
function boughtAs(catalogue: Catalogue | undefined): (listed: Listed) => Bought {
  return ({ id, item }) => {
    const { category } = item.properties
    const seen = typeof category === 'string' ? category : undefined
    return { id, category: catalogue?.item(id)?.category ?? seen }
  }
}

/** The newest item as the person saw it, and under `item` as the catalogue has it now. */
function latestOf(newest: Listed | undefined, catalogue: Catalogue | undefined): Json {
  if (newest === undefined) return null
  const { id, item, at } = newest
  const current = catalogue?.item(id)
  return { ...item.properties, id, at, ...(current && { item: itemFacts(current) }) }
}

function once<T extends Json | List>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/**
 * `items.<id>.…`: an item's times, and what it is: as the catalogue has it now, else as the person
 * last saw it. An id may itself contain dots.
 */
export function itemFact(
  { profile, catalogue }: ItemSources,
  keys: readonly string[]
): Json | undefined {
  for (let end = keys.length; end > 0; end--) {
    const id = end === 1 ? (keys[0] ?? '') : keys.slice(0, end).join('.')
    const item = own(profile.items, id)
    const current = catalogue?.item(id)
    if (item === undefined && current === undefined) continue
    return factOf(item, current && itemFacts(current), keys.slice(end))
  }
  return undefined
}

/** A time of the item, else what is true of it now, else one of its properties as they were seen. */
function factOf(
  item: ItemState | undefined,
  current: JsonObject | undefined,
  keys: readonly string[]
): Json {
  const { properties = {} } = item ?? {}
  const [name] = keys
  if (name === undefined) return { ...properties, ...current, ...item, properties }
  if (name === 'properties') return valueAt(properties, keys.slice(1))
  const time = times.find((one) => one === name)
  if (time !== undefined && item?.[time] !== undefined) return keys.length > 1 ? null : item[time]
  return valueAt(own(current ?? {}, name) === undefined ? properties : (current ?? null), keys)
}

/** What is known of an item beside its properties. */
const times = ['at', ...deeds] as const

function worth({ price, quantity }: JsonObject): number {
  const each = typeof price === 'number' ? price : 0
  return each * (typeof quantity === 'number' ? quantity : 1)
}
