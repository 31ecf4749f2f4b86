import type { Lookup } from '../condition/condition.ts'
import { valueAt } from '../condition/value-at.ts'
import type { Json } from '../event/json.ts'
import type { Queued, Run } from './run.ts'

/** Whose facts: a run's own, and what waits for a page. */
export interface RunFacts {
  run: Run | undefined
  queued: readonly Queued[]
  /** Every other fact, for `journey.item.…`. */
  lookup: Lookup
}

/**
 * Facts under `journey.…`. `journey.queued.<action>` is known to every decision; inside a run also
 * `name`, `key`, `occurrence`, `entry.…` (the event that started it) and `item.…` (the item that its
 * key names).
 */
export function runFacts({ run, queued, lookup }: RunFacts): Lookup {
  return (path) => {
    const [, name = '', ...rest] = path.split('.')
    if (name === 'queued') return queued.some(({ action }) => action === rest.join('.'))
    if (run === undefined) return undefined
    switch (name) {
      case 'name':
        return run.journey
      case 'key':
        return run.key
      case 'occurrence':
        return run.occurrence
      case 'entry':
        return rest[0] === 'at' ? run.entry.at : entryFact(run, rest)
      case 'item':
        return run.key === undefined ? undefined : lookup(`items.${run.key}.${rest.join('.')}`)
      default:
        return undefined
    }
  }
}

/** What waits for the person's next page, for decisions outside of any run. */
export function queuedFacts(queued: readonly Queued[] | undefined, now: number): Lookup {
  const waiting = (queued ?? []).filter(({ until }) => until > now)
  return runFacts({ run: undefined, queued: waiting, lookup: () => undefined })
}

/** Facts of the entry are kept by the path that the journey names; a longer one looks inside. */
function entryFact({ entry }: Run, keys: readonly string[]): Json | undefined {
  for (let length = keys.length; length > 0; length--) {
    const value = entry.facts[keys.slice(0, length).join('.')]
    if (value !== undefined) return valueAt(value, keys.slice(length)) ?? undefined
  }
  return undefined
}
