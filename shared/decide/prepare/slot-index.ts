import type { ConditionSet, Fact } from '../../condition/compile.ts'
import type { Json } from '../../event/json.ts'
import type { Action } from '../action.ts'
import type { PreparedAction, PreparedSlot } from './prepared.ts'

/** A comparison without which an audience cannot hold: the path is one of these texts. */
interface Key {
  path: string
  values: readonly string[]
}

/** Actions of a slot that look at one path of the page, by the text they want there. */
interface Branch {
  fact: Fact
  byValue: ReadonlyMap<string, readonly PreparedAction[]>
  all: readonly PreparedAction[]
}

/**
 * Finds the candidates of a slot. An action whose audience demands a certain text at a path of
 * `page.` or `context.` is only looked at when the text is there, so that actions for other pages
 * cost nothing, however many there are.
 */
export function indexCandidates(
  actions: readonly { prepared: PreparedAction; config: Action }[],
  conditions: ConditionSet
): PreparedSlot['candidates'] {
  const keyed = actions.map(({ prepared, config }) => ({ prepared, keys: keysOf(config.when) }))
  const variety = countValues(keyed.flatMap(({ keys }) => keys))
  const everywhere: PreparedAction[] = []
  const byPath = new Map<string, { key: Key; prepared: PreparedAction }[]>()
  for (const { prepared, keys } of keyed) {
    // The path with most different texts among the slot's actions tells pages apart best.
    const [key] = keys.toSorted((a, b) => (variety.get(b.path) ?? 0) - (variety.get(a.path) ?? 0))
    if (key === undefined) everywhere.push(prepared)
    else if (!byPath.get(key.path)?.push({ key, prepared }))
      byPath.set(key.path, [{ key, prepared }])
  }
  const branches = [...byPath].map(([path, entries]) =>
    createBranch(conditions.fact(path), entries)
  )
  if (branches.length === 0) return () => everywhere
  return ({ moment }) => [
    ...everywhere,
    ...branches.flatMap((branch) => matching(branch, branch.fact(moment))),
  ]
}

function createBranch(
  fact: Fact,
  entries: readonly { key: Key; prepared: PreparedAction }[]
): Branch {
  const byValue = new Map<string, PreparedAction[]>()
  for (const { key, prepared } of entries) {
    for (const value of new Set(key.values)) {
      if (!byValue.get(value)?.push(prepared)) byValue.set(value, [prepared])
    }
  }
  return { fact, byValue, all: entries.map(({ prepared }) => prepared) }
}

/** Conditions compare a bare text with the value as text, and a list by its members: then try all. */
function matching(branch: Branch, value: Json): readonly PreparedAction[] {
  if (value !== null && typeof value === 'object') return branch.all
  return branch.byValue.get(String(value)) ?? []
}

function countValues(keys: readonly Key[]): ReadonlyMap<string, number> {
  const values = new Map<string, Set<string>>()
  for (const { path, values: texts } of keys) {
    const known = values.get(path) ?? new Set()
    for (const text of texts) known.add(text)
    values.set(path, known)
  }
  return new Map([...values].map(([path, texts]) => [path, texts.size]))
}

/** Equalities that an audience demands at its top level or in a top-level `$and`. */
function keysOf(condition: Json | undefined): Key[] {
  if (!isObject(condition)) return []
  return Object.entries(condition).flatMap(([path, expected]): Key[] => {
    if (path === '$and' && Array.isArray(expected)) return expected.flatMap(keysOf)
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
