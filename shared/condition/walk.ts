import type { Problem } from './condition.ts'
import type { RegexEngine } from './regex.ts'

/** What a condition may refer to. */
export interface ParseOptions {
  /** Allowed first keys of paths. Default: `factRoots`. */
  roots?: readonly string[]
  /** Groups that exist; absent: any name is taken. */
  groups?: readonly string[]
  /** Refuses patterns that this engine refuses; absent: patterns are not compiled. */
  regex?: RegexEngine
}

/** Where the parser is. */
export interface Place {
  /** From the document's root, for problems. */
  path: string
  depth: number
  /** Under `$elemMatch`, where paths start at the element and any first key will do. */
  inElement: boolean
}

/** One walk of the parser through a condition: what it found, and what operands with parts need. */
export interface Walk {
  readonly options: ParseOptions
  readonly problems: Problem[]
  /** Comparisons seen so far. */
  comparisons: number
  condition(json: unknown, place: Place, walk: Walk): void
  /** A value to compare with, or an object of operators. */
  comparison(json: unknown, place: Place, walk: Walk): void
}

/** Notes a problem. */
export function report(walk: Walk, place: Place, code: string, message: string): void {
  walk.problems.push({ code, path: place.path, message })
}

/** One step along a key, on the same level of nesting. */
export function along(place: Place, key: string | number): Place {
  return { ...place, path: `${place.path}.${key}` }
}

/** One step along a key into a condition or comparison within this one. */
export function deeper(place: Place, key: string | number): Place {
  return { ...along(place, key), depth: place.depth + 1 }
}

/** An object as JSON makes them: no list, no `Date`, no `Map`. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  // Not by prototype: one from another realm (a frame, a test runner) is as good.
  return Object.prototype.toString.call(value) === '[object Object]'
}

/** An object all of whose keys are operators, to be applied to a value. */
export function isOperators(value: unknown): value is Record<string, unknown> {
  if (!isPlainObject(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => key.startsWith('$'))
}
