import { sortableVersion } from '../version.ts'
import type { CheckFactory } from './check.ts'

/** Compares versions by the text that sorts like them. */
function version(relation: (a: string, b: string) => boolean): CheckFactory {
  return (operand) => {
    const expected = sortableVersion(operand)
    return (value) => relation(sortableVersion(value), expected)
  }
}

export const sameVersion = version((a, b) => a === b)
export const otherVersion = version((a, b) => a !== b)
export const laterVersion = version((a, b) => a > b)
export const sameOrLaterVersion = version((a, b) => a >= b)
export const earlierVersion = version((a, b) => a < b)
export const sameOrEarlierVersion = version((a, b) => a <= b)
