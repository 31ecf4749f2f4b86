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

/** Items by what was done to them, newest first. `added` are those not taken out or bought since. */
interface Lists {
  viewed: readonly Listed[]
  bought: readonly Listed[]
  added: readonly Listed[]
}

/**
 * A profile's items never change in place, so their lists are made once for all requests that find
 * the same items: most page views name no item at all.
 */
const known = new WeakMap<Profile['items'], Lists>()

/** The items of a list, newest first. */
export function listItems({ items, events }: Profile, list: ItemList): readonly Listed[] {
  const lists = known.get(items) ?? sortOut(items)
  if (list !== 'cart') return lists[list]
  // An order empties the cart, whatever it names.
  const lastOrder = own(events, 'Order Completed')?.last ?? -1
  const end = lists.added.findIndex(({ at }) => at <= lastOrder)
  return end < 0 ? lists.added : lists.added.slice(0, end)
}

function sortOut(items: Profile['items']): Lists {
  const [viewed, bought, added]: [Listed[], Listed[], Listed[]] = [[], [], []]
  for (const id of Object.keys(items)) {
    const item = items[id]
    if (item === undefined) continue
    if (item.viewed !== undefined) viewed.push({ id, item, at: item.viewed })
    if (item.bought !== undefined) bought.push({ id, item, at: item.bought })
    const at = item.added ?? -1
    if (at > Math.max(item.removed ?? -1, item.bought ?? -1)) added.push({ id, item, at })
  }
  for (const list of [viewed, bought, added]) list.sort(newestFirst)
  const lists = { viewed, bought, added }
  known.set(items, lists)
  return lists
}

function newestFirst(a: Listed, b: Listed): number {
  return b.at - a.at || compareTexts(a.id, b.id)
}
