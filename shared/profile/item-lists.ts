import { own } from '../event/safe-key.ts'
import type { ItemState, Profile } from './profile.ts'
import { compareTexts } from './sorted.ts'

/** Lists of items that facts speak of. */
export type ItemList = 'cart' | 'viewed' | 'bought'

/** An item with the time it came into its list. */
export interface Listed {
  id: string
  item: ItemState
  at: number
}

/** Items of a list. Most questions are how many, and which is the newest: they need no order. */
export interface List {
  count: number
  newest(): Listed | undefined
  newestFirst(): readonly Listed[]
}

/** Ids by what was done to the items. `added` are those not taken out or bought since. */
type Lists = Record<'viewed' | 'bought' | 'added', List>

/**
 * A profile's items never change in place, so they are looked through once for all requests that find
 * the same ones: most page views name no item at all.
 */
const known = new WeakMap<Profile['items'], Lists>()

/** The items of a list. */
export function listItems({ items, events }: Profile, list: ItemList): List {
  const lists = known.get(items) ?? sortOut(items)
  if (list !== 'cart') return lists[list]
  // An order empties the cart, whatever it names.
  const lastOrder = own(events, 'Order Completed')?.last ?? -1
  const newest = lists.added.newest()
  if (newest !== undefined && newest.at <= lastOrder) return empty
  const all = lists.added.newestFirst()
  const end = all.findIndex(({ at }) => at <= lastOrder)
  if (end < 0) return lists.added
  return { count: end, newest: () => newest, newestFirst: () => all.slice(0, end) }
}

const empty: List = { count: 0, newest: () => undefined, newestFirst: () => [] }

function sortOut(items: Profile['items']): Lists {
  const viewed: string[] = []
  const bought: string[] = []
  const added: string[] = []
  for (const id of Object.keys(items)) {
    const item = items[id]
    if (item === undefined) continue
    if (item.viewed !== undefined) viewed.push(id)
    if (item.bought !== undefined) bought.push(id)
    const since = Math.max(item.removed ?? -1, item.bought ?? -1)
    if ((item.added ?? -1) > since) added.push(id)
  }
  const lists = {
    viewed: listOf(viewed, items, ({ viewed }) => viewed),
    bought: listOf(bought, items, ({ bought }) => bought),
    added: listOf(added, items, ({ added }) => added),
  }
  known.set(items, lists)
  return lists
}

function listOf(
  ids: readonly string[],
  items: Profile['items'],
  timeOf: (item: ItemState) => number | undefined
): List {
  let newest: Listed | undefined
  let sorted: readonly Listed[] | undefined
  const listed = (id: string): Listed => {
    const item = items[id] ?? { properties: {}, at: 0 }
    return { id, item, at: timeOf(item) ?? 0 }
  }
  const first = (): Listed | undefined => {
    let best = { id: '', at: -1 }
    for (const id of ids) {
      const at = (items[id] && timeOf(items[id])) ?? 0
      if (at > best.at || (at === best.at && compareTexts(id, best.id) < 0)) best = { id, at }
    }
    return ids.length === 0 ? undefined : listed(best.id)
  }
  return {
    count: ids.length,
    newest: () => (newest ??= first()),
    newestFirst: () => (sorted ??= ids.map(listed).sort(compareListed)),
  }
}

function compareListed(a: Listed, b: Listed): number {
  return b.at - a.at || compareTexts(a.id, b.id)
}
