import type { ConditionSet } from '../../condition/compile.ts'
import { factRoots } from '../../condition/parse.ts'
import type { ItemReference } from './prepared.ts'

const roots: ReadonlySet<string> = new Set(factRoots)

/** Whether a text is the path of a fact (`cart.latest.id`) rather than the id of an item (`sku-7`). */
export function isFactPath(text: string): boolean {
  const dot = text.indexOf('.')
  return dot > 0 && roots.has(text.slice(0, dot))
}

/** Prepares what an action promotes: an item by id, or whatever item a fact names. */
export function itemReference(
  item: string | undefined,
  conditions: ConditionSet
): ItemReference | undefined {
  if (item === undefined) return undefined
  if (!isFactPath(item)) return { fixed: item, path: undefined, id: () => item }
  const fact = conditions.fact(item)
  return {
    fixed: undefined,
    path: item,
    id: ({ moment }) => {
      const id = fact(moment)
      if (typeof id === 'number') return String(id)
      return typeof id === 'string' && id !== '' ? id : undefined
    },
  }
}
