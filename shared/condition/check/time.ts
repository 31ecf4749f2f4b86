import { instantOf, spanOf, timeOf } from '../time.ts'
import type { CheckFactory } from './check.ts'
import { neverHolds } from './check.ts'

export const within: CheckFactory = (operand) => {
  const span = spanOf(operand)
  if (span === undefined) return neverHolds
  return (value, { now }) => {
    const at = timeOf(value)
    return at !== undefined && at >= now - span.agoMs && at <= now + span.aheadMs
  }
}

/** Someone who never bought has not bought within the week: a missing time holds. */
export const notWithin: CheckFactory = (operand, workshop) => {
  if (spanOf(operand) === undefined) return neverHolds
  const check = within(operand, workshop)
  return (value, clock) => !check(value, clock)
}

export const before: CheckFactory = (operand) => {
  const instant = instantOf(operand)
  if (instant === undefined) return neverHolds
  return (value, { now }) => {
    const at = timeOf(value)
    return at !== undefined && at < instant(now)
  }
}

export const after: CheckFactory = (operand) => {
  const instant = instantOf(operand)
  if (instant === undefined) return neverHolds
  return (value, { now }) => {
    const at = timeOf(value)
    return at !== undefined && at >= instant(now)
  }
}
