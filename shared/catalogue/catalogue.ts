import type { Catalogue, Item } from './item.ts'

/** What stands between a category and the narrower one after it. */
const separator = ' > '

/** Indexes items. The index by category is made when it is first asked for: most sites never do. */
export function createCatalogue(version: number, items: Iterable<Item>): Catalogue {
  const byId = new Map<string, Item>()
  for (const item of items) byId.set(item.id, item)
  let byCategory: ReadonlyMap<string, string[]> | undefined

  const index = () => (byCategory ??= indexCategories(byId.values()))
  return {
    version,
    size: byId.size,
    item: (id) => byId.get(id),
    inCategory: (category) => index().get(categoryKey(category)) ?? [],
    categories: () =>
      [...new Set([...byId.values()].flatMap(({ category }) => category ?? []))].sort(),
  }
}

/** `Shoes > Boots` is found under itself and under `Shoes`. */
export function categoryPaths(category: string): string[] {
  const parts = category.split('>').map((part) => part.trim())
  return parts.map((_, i) => parts.slice(0, i + 1).join(separator))
}

function indexCategories(items: Iterable<Item>): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const { id, category } of items) {
    if (category === undefined) continue
    for (const path of categoryPaths(category)) {
      const key = categoryKey(path)
      const ids = index.get(key)
      if (ids) ids.push(id)
      else index.set(key, [id])
    }
  }
  for (const ids of index.values()) ids.sort()
  return index
}

/** People write `Boots` and `boots`, with and without blanks around the sign. */
function categoryKey(category: string): string {
  return (categoryPaths(category).at(-1) ?? '').toLowerCase()
}
