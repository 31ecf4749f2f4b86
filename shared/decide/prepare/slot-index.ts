import type { ConditionSet, Fact } from '../../condition/compile.ts'
import type { Json } from '../../event/json.ts'
import { type Entry, groupByGate } from './candidates.ts'
import { type Demand, demandsOf } from './demands.ts'
import type { Gate, PreparedSlot } from './prepared.ts'

/** Actions of a slot that look at one path of the page, by the text they want there. */
interface Branch {
  fact: Fact
  byValue: ReadonlyMap<string, readonly Gate[]>
  all: readonly Gate[]
}

/**
 * Finds the candidates of a slot. An action whose audience demands a certain text at a path of
 * `page.` or `context.` is only looked at when the text is there, so that actions for other pages
 * cost nothing, however many there are.
 */
export function indexCandidates(
  entries: readonly Entry[],
  conditions: ConditionSet
): PreparedSlot['candidates'] {
  const keyed = entries.map((entry) => ({ entry, demands: demandsOf(entry.config.when) }))
  const variety = countValues(keyed.flatMap(({ demands }) => demands))
  const everywhere: Entry[] = []
  const byPath = new Map<string, Keyed[]>()
  for (const { entry, demands } of keyed) {
    // The path with most different texts among the slot's actions tells pages apart best.
    const [key] = demands.toSorted(
      (a, b) => (variety.get(b.path) ?? 0) - (variety.get(a.path) ?? 0)
    )
    if (key === undefined) everywhere.push(entry)
    else add(byPath, key.path, { key, entry })
  }
  const open = groupByGate(everywhere, conditions)
  const branches = [...byPath].map(([path, keyed]) => createBranch(path, keyed, conditions))
  if (branches.length === 0) return () => open
  return ({ moment }) =>
    branches.reduce((gates, branch) => gates.concat(matching(branch, branch.fact(moment))), open)
}

/** An action of a branch, and the comparison it is found by. */
interface Keyed {
  key: Demand
  entry: Entry
}

function createBranch(path: string, keyed: readonly Keyed[], conditions: ConditionSet): Branch {
  const byValue = new Map<string, Entry[]>()
  for (const { key, entry } of keyed) {
    for (const value of new Set(key.values)) add(byValue, value, entry)
  }
  const entries = keyed.map(({ entry }) => entry)
  return {
    fact: conditions.fact(path),
    byValue: new Map([...byValue].map(([value, some]) => [value, groupByGate(some, conditions)])),
    all: groupByGate(entries, conditions),
  }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

/** Conditions compare a bare text with the value as text, and a list by its members: then try all. */
function matching(branch: Branch, value: Json): readonly Gate[] {
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
