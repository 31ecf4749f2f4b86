import type { Json } from '../../event/json.ts'
import { formatTime } from '../../event/time.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Action } from '../action.ts'

/** One thing that would have to be different. */
export type Need = (FactNeed | TimeNeed | ConfigNeed) & {
  /** What stands in the way now, as a sentence without its full stop. */
  words: string
}

interface FactNeed {
  kind: 'fact'
  path: string
  from: Json
  /** Absent when any value, or one that nobody can name, would do. */
  to?: Json
  /** The receipt never had to look at the fact: it is taken to hold nothing. */
  assumed?: true
}

interface TimeNeed {
  kind: 'time'
  from: number
  to: number
}

interface ConfigNeed {
  kind: 'config'
  path: string
  from: Json
  to: Json
}

/** The world of a receipt while changes are tried on it. */
export interface World {
  facts: Record<string, Json>
  now: number
  config: SiteConfig
}

/** What one refusal asks for: changes, and the world after them; or why there is no change. */
export type Remedy = { needs: Need[]; world: World } | { obstacle: string }

/** Waits. */
export function later(world: World, to: number, what: string): Remedy {
  const words = `${what} at ${formatTime(to)}`
  return { needs: [{ kind: 'time', from: world.now, to, words }], world: { ...world, now: to } }
}

/** Changes one fact. */
export function alter(
  world: World,
  { path, to }: { path: string; to: Json },
  words: string
): Remedy {
  const need: Need = { kind: 'fact', path, from: world.facts[path] ?? null, to, words }
  return { needs: [need], world: { ...world, facts: { ...world.facts, [path]: to } } }
}

/** Gives a fact some value, whichever. */
export function fill(world: World, path: string, words: string): Remedy {
  const need: Need = { kind: 'fact', path, from: world.facts[path] ?? null, words }
  return { needs: [need], world: { ...world, facts: { ...world.facts, [path]: '…' } } }
}

/** One key of an action, as it is and as it would have to be. */
export interface Edit {
  action: string
  key: keyof Action
  from: Json | undefined
  to: Json
}

/** Changes one key of an action in the configuration. */
export function configure(world: World, { action, key, from, to }: Edit, words: string): Remedy {
  const { actions = {} } = world.config
  const known = actions[action]
  if (known === undefined) return { obstacle: 'The configuration has no action of that name.' }
  const config = { ...world.config, actions: { ...actions, [action]: { ...known, [key]: to } } }
  const path = `actions.${action}.${key}`
  return {
    needs: [{ kind: 'config', path, from: from ?? null, to, words }],
    world: { ...world, config },
  }
}
