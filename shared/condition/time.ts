import type { Json } from '../event/json.ts'
import { durationMs } from './duration.ts'
import { parseInstant } from './instant.ts'

/** A stretch around now: from `aheadMs` after it back to `agoMs` before it. */
interface Span {
  agoMs: number
  aheadMs: number
}

/** The span of an operand: `"7d"` on either side of now, `{"ago":"7d"}`, `{"ahead":"7d"}`. */
export function spanOf(operand: Json): Span | undefined {
  if (typeof operand === 'string') {
    const ms = durationMs(operand)
    return ms === undefined ? undefined : { agoMs: ms, aheadMs: ms }
  }
  const offset = relativeMs(operand)
  if (offset === undefined) return undefined
  return offset < 0 ? { agoMs: -offset, aheadMs: 0 } : { agoMs: 0, aheadMs: offset }
}

/** An instant as a function of now: an ISO 8601 text, `"now"`, `{"ago":"7d"}`, `{"ahead":"7d"}`. */
export function instantOf(operand: Json): ((now: number) => number) | undefined {
  if (operand === 'now') return (now) => now
  if (typeof operand === 'string') {
    const fixed = parseInstant(operand)
    return fixed === undefined ? undefined : () => fixed
  }
  const offset = relativeMs(operand)
  return offset === undefined ? undefined : (now) => now + offset
}

/** A value as a time: milliseconds since the epoch or an ISO 8601 text; anything else is none. */
export function timeOf(value: Json): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? parseInstant(value) : undefined
}

/** Milliseconds to add to now for `{"ago":"7d"}` (negative) or `{"ahead":"7d"}`. */
function relativeMs(operand: Json): number | undefined {
  if (typeof operand !== 'object' || operand === null || Array.isArray(operand)) return undefined
  const [entry, ...others] = Object.entries(operand)
  if (entry === undefined || others.length > 0 || typeof entry[1] !== 'string') return undefined
  const ms = durationMs(entry[1])
  if (ms === undefined) return undefined
  if (entry[0] === 'ago') return -ms
  return entry[0] === 'ahead' ? ms : undefined
}
