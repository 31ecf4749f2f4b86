import type { Event } from '../event/event.ts'
import { limits } from '../event/limits.ts'
import { deedOf, deeds } from '../event/names.ts'
import { own } from '../event/safe-key.ts'
import { itemsOf } from './item-details.ts'
import type { ItemState } from './profile.ts'
import { compareTexts, mergeMaps, withEntries } from './sorted.ts'

type Items = Record<string, ItemState>

/** Remembers when items were viewed, added, removed and bought, and how they were last described. */
export function foldItems(items: Items, events: readonly Event[]): Items {
  const changed = new Map<string, ItemState>()
  let isGrown = false
  for (const event of events) {
    const deed = deedOf.get(event.name)
    if (deed === undefined) continue
    for (const { id, properties } of itemsOf(event)) {
      const seen: ItemState = { properties, at: event.at, [deed]: event.at }
      const known = changed.get(id) ?? own(items, id)
      isGrown ||= known === undefined || known[deed] === undefined || known.at === 0
      changed.set(id, known === undefined ? seen : mergeItem(known, seen))
    }
  }
  if (changed.size === 0) return items
  const folded = withEntries(items, changed)
  // Later times of what is remembered already push nothing out.
  return isGrown ? bound(folded) : folded
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
 * Takes out, in place, what is too much. Each deed is remembered for the items it was last done to, each description for the items last
 * described; apart, because only then does what is given up not depend on the order of arrival.
 */
function bound(items: Items): Items {
  if (Object.keys(items).length <= limits.profile.items) return items
  const entries = Object.entries(items)
  const change = (id: string, to: (item: ItemState) => ItemState): void => {
    const item = to(items[id] ?? undescribed)
    if (item.at > 0 || deeds.some((deed) => item[deed] !== undefined)) items[id] = item
    else delete items[id]
  }
  for (const deed of deeds) {
    const done = entries.filter(([, item]) => item[deed] !== undefined)
    const byTime = (a: ItemState, b: ItemState): number => (a[deed] ?? 0) - (b[deed] ?? 0)
    for (const id of surplus(done, byTime)) change(id, ({ [deed]: _, ...rest }) => rest)
  }
  const described = entries.filter(([, item]) => item.at > 0)
  for (const id of surplus(described, compareDescribed)) {
    change(id, (item) => ({ ...item, ...undescribed }))
  }
  return items
}

const undescribed: Readonly<ItemState> = { properties: {}, at: 0 }

/** Ids of those that come first in an order and are too many. */
function surplus(
  entries: [string, ItemState][],
  order: (a: ItemState, b: ItemState) => number
): string[] {
  const count = entries.length - limits.profile.items
  if (count <= 0) return []
  const compare = (a: [string, ItemState], b: [string, ItemState]): number =>
    order(a[1], b[1]) || compareTexts(b[0], a[0])
  // A batch brings one or two more than fit; only a merge brings many.
  if (count > 4)
    return entries
      .sort(compare)
      .slice(0, count)
      .map(([id]) => id)
  const first: string[] = []
  while (first.length < count) {
    const rest = entries.filter(([id]) => !first.includes(id))
    first.push(rest.reduce((a, b) => (compare(a, b) <= 0 ? a : b))[0])
  }
  return first
}
