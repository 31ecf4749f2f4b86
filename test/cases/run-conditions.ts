import { createConditionSet, createMoment, evaluate } from '../../shared/condition/compile.ts'
import type { Condition } from '../../shared/condition/condition.ts'
import { explain } from '../../shared/condition/explain.ts'
import { type ParseOptions, parseCondition } from '../../shared/condition/parse.ts'
import type { RegexEngine } from '../../shared/condition/regex.ts'
import { lookupIn } from '../../shared/condition/value-at.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'

/** A condition, facts, and the answer that every runtime gives. */
export interface ConditionCase {
  name: string
  condition: Condition
  facts: JsonObject
  now?: number
  groups?: Record<string, (string | number)[]>
  /** False: without a regular expression engine. */
  engine?: boolean
  holds: boolean
}

/** A condition and the problems that its parser finds; none when it is let through. */
export interface ProblemCase {
  name: string
  condition: Json
  roots?: string[]
  groups?: string[]
  /** `says`: a part of the message. */
  problems: { code: string; path: string; says?: string }[]
}

/** A case that went another way than the table says. */
export interface Failure {
  name: string
  expected: Json
  got: Json
}

/** Runs the table by every way there is to evaluate a condition; the same in Node, workerd and Chromium. */
export function runConditionCases(cases: readonly ConditionCase[], regex: RegexEngine): Failure[] {
  return cases.flatMap(({ name, condition, holds: expected, ...rest }): Failure[] => {
    const parsed = parseCondition(condition, 'when')
    if ('problems' in parsed) return [{ name, expected, got: JSON.stringify(parsed.problems) }]
    const got = answersOf(parsed.condition, rest, regex)
    const wrong = Object.entries(got).filter(([, answer]) => answer !== expected)
    return wrong.map(([way, answer]) => ({ name: `${name} (${way})`, expected, got: answer }))
  })
}

function answersOf(
  condition: Condition,
  { facts, now = 0, groups, engine = true }: Omit<ConditionCase, 'name' | 'condition' | 'holds'>,
  regex: RegexEngine
): Record<string, boolean> {
  const options = { groups, ...(engine ? { regex } : {}) }
  const lookup = lookupIn(facts)
  const set = createConditionSet(options)
  const test = set.add(condition)
  const negated = set.add({ $not: condition })
  const moment = createMoment(set, lookup, now)
  const first = test(moment)
  const turned = !negated(moment)
  const remembered = test(moment)
  moment.release()
  return {
    once: evaluate(condition, lookup, { now, ...options }),
    first,
    remembered,
    turned,
    released: test(moment),
    explained: explain(condition, lookup, { now, ...options }).holds,
  }
}

/** Runs the table of what the parser refuses. */
export function runProblemCases(cases: readonly ProblemCase[], regex: RegexEngine): Failure[] {
  return cases.flatMap(({ name, condition, roots, groups, problems: expected }) => {
    const options: ParseOptions = { regex, ...(roots && { roots }), ...(groups && { groups }) }
    const parsed = parseCondition(condition, 'when', options)
    const found = 'problems' in parsed ? parsed.problems : []
    const isAsExpected =
      found.length === expected.length &&
      found.every(({ code, path, message }, i) => {
        const want = expected[i]
        return want?.code === code && want.path === path && message.includes(want.says ?? '')
      })
    return isAsExpected ? [] : [{ name, expected: asJson(expected), got: asJson(found) }]
  })
}

function asJson(value: unknown): Json {
  return JSON.stringify(value)
}
