import type { Event } from '../event/event.ts'
import { limits } from '../event/limits.ts'
import { type Deed, deedOf, deeds } from '../event/names.ts'
import { own } from '../event/safe-key.ts'
import { itemsOf } from './item-details.ts'
import type { ItemState } from './profile.ts'
import { compareTexts, keepFirst, mergeMaps, sortKeys } from './sorted.ts'

type Items = Record<string, ItemState>

/** Remembers when items were viewed, added, removed and bought, and how they were last described. */
export function foldItems(items: Items, events: readonly Event[]): Items {
  let changed: Items | undefined
  for (const event of events) {
    const deed = deedOf.get(event.name)
    if (deed === undefined) continue
    for (const { id, properties } of itemsOf(event)) {
      changed ??= { ...items }
      const seen: ItemState = { properties, at: event.at, [deed]: event.at }
      const known = own(changed, id)
      changed[id] = known === undefined ? seen : mergeItem(known, seen)
    }
  }
  return changed === undefined ? items : bound(sortKeys(changed))
}

export function mergeItems(a: Items, b: Items): Items {
  return bound(mergeMaps(a, b, mergeItem))
}

function mergeItem(a: ItemState, b: ItemState): ItemState {
  const { properties, at } = compareDescribed(a, b) >= 0 ? a : b
  const merged: ItemState = { properties, at }
  for (const deed of deeds) {
    const last = Math.max(a[deed] ?? -1, b[deed] ?? -1)
    if (last >= 0) merged[deed] = last
  }
  return merged
}

/**
 * The latest description wins, but one without a name only over others without: an order often lists
 * bare ids, and must not take away what the product's page has told.
 */
function compareDescribed(a: ItemState, b: ItemState): number {
  return (
    Number(Object.hasOwn(a.properties, 'name')) - Number(Object.hasOwn(b.properties, 'name')) ||
    a.at - b.at ||
    compareTexts(JSON.stringify(a.properties), JSON.stringify(b.properties))
  )
}

/**
 * Each deed is remembered for the items it was last done to, each description for the items last
 * described; apart, because only then does what is given up not depend on the order of arrival.
 */
function bound(items: Items): Items {
  const max = limits.profile.items
  if (Object.keys(items).length <= max) return items
  const newest = new Map(deeds.map((deed) => [deed, keysOfNewest(items, deed)]))
  const described = keepFirst(
    items,
    max,
    ([idA, a], [idB, b]) => compareDescribed(b, a) || compareTexts(idA, idB)
  )
  const kept: Items = {}
  for (const [id, item] of Object.entries(items)) {
    const next: ItemState = Object.hasOwn(described, id)
      ? { properties: item.properties, at: item.at }
      : { properties: {}, at: 0 }
    for (const deed of deeds) {
      const at = item[deed]
      if (at !== undefined && newest.get(deed)?.has(id)) next[deed] = at
    }
    if (next.at > 0 || deeds.some((deed) => next[deed] !== undefined)) kept[id] = next
  }
  return kept
}

function keysOfNewest(items: Items, deed: Deed): ReadonlySet<string> {
  const done = Object.entries(items).flatMap(([id, item]): [string, number][] => {
    const at = item[deed]
    return at === undefined ? [] : [[id, at]]
  })
  const newest = done.sort((a, b) => b[1] - a[1] || compareTexts(a[0], b[0]))
  return new Set(newest.slice(0, limits.profile.items).map(([id]) => id))
}
