import type { ConditionSet, Fact } from '../../condition/compile.ts'
import type { Json } from '../../event/json.ts'
import type { Action } from '../action.ts'
import { type Demand, demandsOf } from './demands.ts'
import type { PreparedAction, PreparedSlot } from './prepared.ts'

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
  const keyed = actions.map(({ prepared, config }) => ({ prepared, keys: demandsOf(config.when) }))
  const variety = countValues(keyed.flatMap(({ keys }) => keys))
  const everywhere: PreparedAction[] = []
  const byPath = new Map<string, { key: Demand; prepared: PreparedAction }[]>()
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
  entries: readonly { key: Demand; prepared: PreparedAction }[]
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

function countValues(demands: readonly Demand[]): ReadonlyMap<string, number> {
  const values = new Map<string, Set<string>>()
  for (const { path, values: texts } of demands) {
    const known = values.get(path) ?? new Set()
    for (const text of texts) known.add(text)
    values.set(path, known)
  }
  return new Map([...values].map(([path, texts]) => [path, texts.size]))
}
