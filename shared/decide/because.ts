import type { Condition } from '../condition/condition.ts'
import { explain } from '../condition/explain.ts'
import { changeInWords } from '../condition/words.ts'
import type { Json } from '../event/json.ts'
import type { SiteConfig } from '../site/config.ts'
import type { Receipt } from './decision.ts'

/** Segments refer to segments; nobody reads further than this. */
const maxDepth = 3

/** A fact as the receipt saw it; null when it held nothing or was not asked for. */
export function fact({ facts }: Receipt, path: string): Json {
  return Object.hasOwn(facts, path) ? (facts[path] ?? null) : null
}

/**
 * What a condition failed on, or held by, as the end of a sentence. Only facts that the receipt saw
 * are named: a comparison that was never reached is no reason.
 */
export function because(
  condition: Condition | undefined,
  receipt: Receipt,
  config: SiteConfig,
  depth = 0
): string {
  if (condition === undefined || depth > maxDepth) return ''
  const { flip } = explain(condition, (path) => fact(receipt, path), {
    now: receipt.now,
    groups: config.groups ?? {},
  })
  const words = flip
    .filter(({ path }) => Object.hasOwn(receipt.facts, path))
    .map((change) => {
      const inner = because(segmentAt(change.path, config), receipt, config, depth + 1)
      return inner === '' ? changeInWords(change) : `${changeInWords(change)} [${inner.slice(2)}]`
    })
  return words.length === 0 ? '' : `: ${words.join('; ')}`
}

/** The condition of the segment that a path names. */
export function segmentAt(path: string, config: SiteConfig): Condition | undefined {
  const { segments = {} } = config
  const name = path.startsWith('segments.') ? path.slice('segments.'.length) : ''
  return Object.hasOwn(segments, name) ? segments[name]?.when : undefined
}
