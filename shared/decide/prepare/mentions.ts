import type { Json } from '../../event/json.ts'

/** Whether a condition reads a fact under this root (`cart`), anywhere inside. */
export function mentions(condition: Json | undefined, root: string): boolean {
  return pathsOf(condition ?? null).some((path) => path === root || path.startsWith(`${root}.`))
}

/** Paths of facts that a condition reads; those inside `$elemMatch` belong to the element. */
export function pathsOf(condition: Json): string[] {
  if (condition === null || typeof condition !== 'object') return []
  if (Array.isArray(condition)) return condition.flatMap(pathsOf)
  return Object.entries(condition).flatMap(([key, value]) =>
    key.startsWith('$') ? pathsOf(value) : [key]
  )
}
