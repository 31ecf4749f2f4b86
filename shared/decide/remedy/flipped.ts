import type { Condition } from '../../condition/condition.ts'
import { type Change, explain } from '../../condition/explain.ts'
import { changeInWords } from '../../condition/words.ts'
import { segmentAt } from '../because.ts'
import type { Patient } from './patient.ts'
import type { Need, Remedy } from './world.ts'

/** Whose condition is turned, in which world. */
export type Flipping = Pick<Patient, 'world' | 'regex' | 'lookup'>

/** Segments that are built on segments that are built on segments. */
const maxDepth = 8

/** Turns the answer of a condition with the fewest facts; segments are turned through theirs. */
export function flipped(condition: Condition | undefined, flipping: Flipping, depth = 0): Remedy {
  const { world, regex } = flipping
  const { flip } = explain(condition ?? {}, lookupOf(flipping), {
    now: world.now,
    groups: world.config.groups ?? {},
    ...(regex && { regex }),
  })
  if (flip.length === 0 || depth > maxDepth) return { obstacle: 'No change of facts turns it.' }
  const needs: Need[] = []
  let changed = flipping
  for (const change of flip) {
    const remedy = apply(change, changed, depth)
    if ('obstacle' in remedy) return remedy
    needs.push(...remedy.needs)
    changed = { ...changed, world: remedy.world }
  }
  return { needs, world: changed.world }
}

function apply(change: Change, flipping: Flipping, depth: number): Remedy {
  const { world, lookup } = flipping
  const segment = segmentAt(change.path, world.config)
  if (segment !== undefined) return flipped(segment, flipping, depth + 1)
  const { path, from, to } = change
  if (to === undefined) return { obstacle: `${changeInWords(change)}.` }
  const isKnown = Object.hasOwn(world.facts, path) || lookup !== undefined
  const words = changeInWords(change)
  const need: Need = { kind: 'fact', path, from, to, words, ...(isKnown ? {} : { assumed: true }) }
  return { needs: [need], world: { ...world, facts: { ...world.facts, [path]: to } } }
}

/** Facts of the changed world, then those of today; a segment as its own condition says. */
function lookupOf({ world, lookup: today }: Flipping) {
  const lookup = (path: string): Change['from'] | undefined => {
    const segment = segmentAt(path, world.config)
    if (segment !== undefined) {
      return explain(segment, lookup, { now: world.now, groups: world.config.groups ?? {} }).holds
    }
    return Object.hasOwn(world.facts, path) ? world.facts[path] : today?.(path)
  }
  return lookup
}
