import type { JsonObject } from '../event/json.ts'
import { categoryPaths } from './catalogue.ts'
import { itemFacts } from './facts.ts'
import type { Catalogue, Item } from './item.ts'

/** What goes with what, in its owner's words: `{ "Bedding": ["Window Treatments"] }`. */
export type Complements = Readonly<Record<string, readonly string[]>>

/** Something that was bought. */
export interface Bought {
  id: string
  category: string | undefined
}

/**
 * What goes with the newest purchase that something goes with: a category of which nothing was bought
 * yet, and, where there is a catalogue, its item of the highest margin that can be had.
 */
export function complementOf(
  bought: readonly Bought[],
  pairs: Complements,
  catalogue: Catalogue | undefined
): JsonObject | null {
  const partners = new Map(Object.entries(pairs).map(([of, with_]) => [keyOf(of), with_]))
  const owned = new Set(bought.flatMap(({ category }) => keysOf(category)))
  for (const { id: of, category } of bought) {
    const wanted = keysOf(category).flatMap((key) => partners.get(key) ?? [])
    for (const partner of wanted) {
      if (owned.has(keyOf(partner))) continue
      if (catalogue === undefined) return { category: partner, of }
      const best = bestOf(catalogue, partner)
      if (best !== undefined) return { ...itemFacts(best), category: partner, of }
    }
  }
  return null
}

function bestOf(catalogue: Catalogue, category: string): Item | undefined {
  const items = catalogue.inCategory(category).flatMap((id) => catalogue.item(id) ?? [])
  const worth = ({ margin, price }: Item) => margin ?? price ?? 0
  return items
    .filter(({ available, availability }) => available !== false && availability !== 'out_of_stock')
    .reduce<Item | undefined>((a, b) => (a === undefined || worth(b) > worth(a) ? b : a), undefined)
}

/** A category and those around it, the narrowest first. */
function keysOf(category: string | undefined): string[] {
  return category === undefined ? [] : categoryPaths(category).map(keyOf).reverse()
}

function keyOf(category: string): string {
  return (categoryPaths(category).at(-1) ?? '').toLowerCase()
}
