import type { Problem } from '../../condition/condition.ts'
import { closest } from '../../condition/suggest.ts'

/** A name that a configuration refers to, and where it does. */
export interface Reference {
  /** What the name stands for, `slot`; the problem's code is `unknown_slot`. */
  kind: string
  name: string
  path: string
  known: Iterable<string>
}

/** A problem when nothing of that name exists. */
export function unknown({ kind, name, path, known }: Reference): Problem[] {
  const names = [...known]
  if (names.includes(name)) return []
  const meant = closest(name, names)
  const advice =
    meant !== undefined
      ? `Did you mean ${meant}?`
      : names.length === 0
        ? `None is configured.`
        : `Known: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}.`
  return [{ code: `unknown_${kind}`, path, message: `There is no ${kind} ${name}. ${advice}` }]
}

/** Keys of a collection that may be absent. */
export function names(collection: Record<string, unknown> | undefined): string[] {
  return Object.keys(collection ?? {})
}

/** Entries of a collection that may be absent, each with its path. */
export function entries<T>(
  collection: Record<string, T> | undefined,
  root: string
): { name: string; value: T; path: string }[] {
  return Object.entries(collection ?? {}).map(([name, value]) => ({
    name,
    value,
    path: `${root}.${name}`,
  }))
}
