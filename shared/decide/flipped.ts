import type { Condition } from '../condition/condition.ts'
import { type Change, explain } from '../condition/explain.ts'
import { changeInWords } from '../condition/words.ts'
import { segmentAt } from './because.ts'
import type { CounterfactualInput, Need, Remedy, World } from './counterfactual.ts'

interface Flipping {
  world: World
  input: CounterfactualInput
}

/** Segments that are built on segments that are built on segments. */
const maxDepth = 8

/** Turns the answer of a condition with the fewest facts; segments are turned through theirs. */
export function flipped(condition: Condition, flipping: Flipping, depth = 0): Remedy {
  const { world, input } = flipping
  const { flip } = explain(condition, lookupOf(flipping), {
    now: world.now,
    groups: world.config.groups ?? {},
    ...(input.regex && { regex: input.regex }),
  })
  if (flip.length === 0 || depth > maxDepth) return { obstacle: 'No change of facts turns it.' }
  let changed: { needs: Need[]; world: World } = { needs: [], world }
  for (const change of flip) {
    const remedy = apply(change, { world: changed.world, input }, depth)
    if ('obstacle' in remedy) return remedy
    changed = { needs: [...changed.needs, ...remedy.needs], world: remedy.world }
  }
  return changed
}

function apply(change: Change, flipping: Flipping, depth: number): Remedy {
  const { world } = flipping
  const segment = segmentAt(change.path, world.config)
  if (segment !== undefined) return flipped(segment, flipping, depth + 1)
  const { path, from, to } = change
  if (to === undefined) return { obstacle: `${changeInWords(change)}.` }
  const need: Need = {
    kind: 'fact',
    path,
    from,
    to,
    words: changeInWords(change),
    ...(Object.hasOwn(world.facts, path) || flipping.input.lookup ? {} : { assumed: true }),
  }
  return { needs: [need], world: { ...world, facts: { ...world.facts, [path]: to } } }
}

/** Facts of the changed world, then those of today; a segment as its own condition says. */
function lookupOf({ world, input }: Flipping) {
  const lookup = (path: string): Change['from'] | undefined => {
    const segment = segmentAt(path, world.config)
    if (segment !== undefined) {
      return explain(segment, lookup, { now: world.now, groups: world.config.groups ?? {} }).holds
    }
    return Object.hasOwn(world.facts, path) ? world.facts[path] : input.lookup?.(path)
  }
  return lookup
}
