import type { Json } from '../event/json.ts'
import type { Sensitivity } from '../event/sensitive.ts'
import { createFoldPlan, type FoldConfig } from '../profile/fold-site.ts'

/**
 * Nobody likes creepy: a sensitive fact may choose what is shown and is never shown itself. The
 * owner's word about a trait counts before what its name, or the names it is computed from, suggest.
 */
export type Discretion = (path: string) => boolean

/** Tells which facts content may name. */
export function discretionOf(config: FoldConfig): Discretion {
  const sensitivity = sensitivityIn(config)
  return (path) => {
    const [root, name = ''] = path.split('.', 2)
    // What is earned on an item is nobody's business but the shop's.
    if (itemRoots.has(root ?? '') && path.endsWith('.margin')) return false
    return root !== 'traits' || sensitivity(name) === 'normal'
  }
}

/** Where facts about items are found. */
const itemRoots: ReadonlySet<string> = new Set([
  'item',
  'items',
  'cart',
  'viewed',
  'bought',
  'journey',
])

function sensitivityIn(config: FoldConfig): (trait: string) => Sensitivity {
  // Only declarations are asked for; no event will be tested against a trait's condition.
  return createFoldPlan(config, () => () => false).sensitivity
}

/** The action whose content it is. */
interface Shown {
  mayShow: Discretion
  item: string | undefined
  offer: string | undefined
}

/** What content may look up: facts that are not sensitive, the action's own item, its offer's code. */
export function contentLookup(
  read: (path: string) => Json,
  { mayShow, item, offer }: Shown
): (path: string) => Json | undefined {
  return (path) => {
    if (!mayShow(path)) return undefined
    if (path === 'offer.code') return (offer && read(`offer.${offer}.code`)) ?? undefined
    if (!path.startsWith('item.')) return read(path) ?? undefined
    return item === undefined ? undefined : (read(`items.${item}.${path.slice(5)}`) ?? undefined)
  }
}
