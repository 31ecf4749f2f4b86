import type { Json } from '../../event/json.ts'
import { foldCase, textOf } from '../loose.ts'
import type { Check, CheckFactory, Clock, Workshop } from './check.ts'
import { neverHolds } from './check.ts'

/** Holds for a member, or for a list that has one: what `$in` and `$inGroup` share. */
function memberOf(members: ReadonlySet<Json>): Check {
  return (value) => (Array.isArray(value) ? hasSome(value, members) : members.has(value))
}

function hasSome(list: readonly Json[], members: ReadonlySet<Json>): boolean {
  for (const element of list) if (members.has(element)) return true
  return false
}

function memberWhateverCase(members: ReadonlySet<Json>): Check {
  const folded = new Set([...members].map(foldCase))
  return (value) =>
    Array.isArray(value)
      ? value.some((element) => folded.has(foldCase(element)))
      : folded.has(foldCase(value))
}

function negated(check: Check): Check {
  return (value, clock) => !check(value, clock)
}

function ofList(build: (members: ReadonlySet<Json>) => Check): CheckFactory {
  return (operand) => (Array.isArray(operand) ? build(new Set(operand)) : neverHolds)
}

export const oneOf = ofList(memberOf)
export const noneOf = ofList((members) => negated(memberOf(members)))
export const oneOfWhateverCase = ofList(memberWhateverCase)
export const noneOfWhateverCase = ofList((members) => negated(memberWhateverCase(members)))

export const inGroup: CheckFactory = (operand, workshop) =>
  typeof operand === 'string' ? memberOf(workshop.group(operand)) : neverHolds

export const notInGroup: CheckFactory = (operand, workshop) =>
  typeof operand === 'string' ? negated(memberOf(workshop.group(operand))) : neverHolds

export const size: CheckFactory = (operand, workshop) => {
  const check = workshop.comparison(operand)
  return (value, clock) => Array.isArray(value) && check(value.length, clock)
}

export const elementMatches: CheckFactory = (operand, workshop) => {
  const check = workshop.element(operand)
  return (value, clock) => {
    if (!Array.isArray(value)) return false
    for (const element of value) if (element !== null && check(element, clock)) return true
    return false
  }
}

/** Every comparison is met by some element; one element may meet several. */
function every(checkOf: (item: Json, workshop: Workshop) => Check): CheckFactory {
  return (operand, workshop) => {
    if (!Array.isArray(operand)) return neverHolds
    const checks = operand.map((item) => checkOf(item, workshop))
    return (value, clock) =>
      Array.isArray(value) && checks.every((check) => isMet(value, check, clock))
  }
}

function isMet(list: readonly Json[], check: Check, clock: Clock): boolean {
  for (const element of list) if (check(element, clock)) return true
  return false
}

export const all = every((item, workshop) => workshop.comparison(item))

export const allWhateverCase = every((item, workshop) => {
  if (typeof item !== 'string') return workshop.comparison(item)
  const folded = item.toLowerCase()
  return (value) => textOf(value).toLowerCase() === folded
})
