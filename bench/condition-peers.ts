import { evalCondition } from '@growthbook/growthbook'
import { LogicEngine } from 'json-logic-engine'
import jsonLogic from 'json-logic-js'
import { Query } from 'mingo'
import { RE2JS } from 're2js'
import sift from 'sift'
import { createConditionSet, createMoment } from '../shared/condition/compile.ts'
import type { RegexEngine } from '../shared/condition/regex.ts'
import { lookupIn } from '../shared/condition/value-at.ts'
import type { Json, JsonObject } from '../shared/event/json.ts'

/** Answers every condition of a list for one person. */
export type Evaluate = (facts: JsonObject, answers: Uint8Array) => void

/**
 * What is compared: prepared once with the conditions, then asked again and again. Each in the loop one
 * would write for it; a loop they share would be optimised for whoever ran first.
 */
export const contestants: Record<string, (conditions: readonly JsonObject[]) => Evaluate> = {
  attune(conditions) {
    const set = createConditionSet({ regex: re2 })
    const tests = conditions.map((condition) => set.add(condition))
    return (facts, answers) => {
      const moment = createMoment(set, lookupIn(facts), 0)
      for (let i = 0; i < tests.length; i++) answers[i] = tests[i]?.(moment) ? 1 : 0
      moment.release()
    }
  },
  growthbook: (conditions) => (facts, answers) => {
    for (let i = 0; i < conditions.length; i++) {
      answers[i] = evalCondition(facts, conditions[i] ?? {}) ? 1 : 0
    }
  },
  'json-logic-engine'(conditions) {
    const engine = new LogicEngine()
    const tests = conditions.map((condition) => engine.build(toJsonLogic(condition)))
    return (facts, answers) => {
      for (let i = 0; i < tests.length; i++) answers[i] = tests[i]?.(facts) ? 1 : 0
    }
  },
  'json-logic-js'(conditions) {
    const logics = conditions.map(toJsonLogic)
    return (facts, answers) => {
      for (let i = 0; i < logics.length; i++) {
        answers[i] = jsonLogic.apply(logics[i] ?? true, facts) ? 1 : 0
      }
    }
  },
  mingo(conditions) {
    const queries = conditions.map((condition) => new Query(condition))
    return (facts, answers) => {
      for (let i = 0; i < queries.length; i++) answers[i] = queries[i]?.test(facts) ? 1 : 0
    }
  },
  sift(conditions) {
    const tests = conditions.map((condition) => sift(condition))
    return (facts, answers) => {
      for (let i = 0; i < tests.length; i++) answers[i] = tests[i]?.(facts) ? 1 : 0
    }
  },
}

const re2: RegexEngine = (pattern, flags) => {
  const compiled = RE2JS.compile(pattern, flags === 'i' ? RE2JS.CASE_INSENSITIVE : 0)
  return { test: (text) => compiled.matcher(text).find() }
}

/** The same condition in JSON Logic, for the operators of the mixes. */
function toJsonLogic(condition: Json): Json {
  const parts = Object.entries(condition as JsonObject).map(([key, operand]) => {
    const list = Array.isArray(operand) ? operand.map(toJsonLogic) : []
    if (key === '$and') return { and: list }
    if (key === '$or') return { or: list }
    if (key === '$nor') return { '!': [{ or: list }] }
    return comparison({ var: key }, operand)
  })
  return parts.length === 1 ? (parts[0] ?? true) : { and: parts }
}

function comparison(fact: Json, operand: Json): Json {
  if (typeof operand !== 'object' || operand === null) return { '===': [fact, operand] }
  const parts = Object.entries(operand).map(([name, to]): Json => {
    switch (name) {
      case '$eq':
        return { '===': [fact, to] }
      case '$ne':
        return { '!==': [fact, to] }
      case '$lt':
        return { '<': [fact, to] }
      case '$lte':
        return { '<=': [fact, to] }
      case '$gt':
        return { '>': [fact, to] }
      case '$gte':
        return { '>=': [fact, to] }
      case '$in':
        return { in: [fact, to] }
      case '$nin':
        return { '!': [{ in: [fact, to] }] }
      case '$exists':
        return { [to ? '!==' : '===']: [fact, null] }
      case '$elemMatch':
        return { some: [fact, toJsonLogic(to)] }
      case '$all':
        return { and: (to as Json[]).map((item) => ({ in: [item, fact] })) }
      default:
        throw new Error(`No translation of ${name}`)
    }
  })
  return parts.length === 1 ? (parts[0] ?? true) : { and: parts }
}
