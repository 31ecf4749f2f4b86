import type { Condition } from './condition.ts'
import type { Change, Explanation } from './explain.ts'

/** A condition in words: "traits.orders is at least 3 and segments.vip is true". */
export declare function inWords(condition: Condition): string
/** One change in words: "traits.orders is 2, needs at least 3". */
export declare function changeInWords(change: Change): string
/** An explanation in one sentence. */
export declare function explanationInWords(explanation: Explanation): string
