import { joinParts } from '../../shared/journey/scenario/assemble.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import type { Document } from './read-json.ts'

/** Joins parts of a configuration into one document that still knows where everything stands. */
export function joinDocuments(parts: readonly Document[]): Document {
  const [first] = parts
  if (first !== undefined && parts.length === 1) return first
  return {
    file: parts.map(({ file }) => file).join(' + '),
    value: joinParts(parts.map(({ value }) => (isObject(value) ? value : {}))),
    where: (path) => (partOf(path, parts) ?? first)?.where(path) ?? '',
  }
}

/** The last part that has the thing a path is about, `actions.hero`: its word counts. */
function partOf(path: string, parts: readonly Document[]): Document | undefined {
  const [collection = '', id = ''] = path.split('.')
  return parts.findLast(({ value }) => {
    const things = isObject(value) ? value[collection] : undefined
    return isObject(things) && Object.hasOwn(things, id)
  })
}
