import type { Json } from '../../event/json.ts'

/** A comparison without which a condition cannot hold: the value at the path reads as one of these. */
export interface Demand {
  path: string
  values: readonly string[]
}

/** Texts that a condition demands of the page or the context, at its top level or in a top-level `$and`. */
export function demandsOf(condition: Json | undefined): Demand[] {
  if (!isObject(condition)) return []
  return Object.entries(condition).flatMap(([path, expected]): Demand[] => {
    if (path === '$and' && Array.isArray(expected)) return expected.flatMap(demandsOf)
    if (!path.startsWith('page.') && !path.startsWith('context.')) return []
    const values = textsOf(expected)
    return values === undefined ? [] : [{ path, values }]
  })
}

/** The only texts with which a comparison can hold; undefined when there are others. */
function textsOf(expected: Json): string[] | undefined {
  if (typeof expected === 'string') return [expected]
  if (!isObject(expected)) return undefined
  const { $eq, $in } = expected
  if (typeof $eq === 'string') return [$eq]
  const isTexts = Array.isArray($in) && $in.every((one) => typeof one === 'string')
  return isTexts ? $in.map(String) : undefined
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
