import { readFileSync } from 'node:fs'
import { evalCondition } from '@growthbook/growthbook'
import { expect, test } from 'vitest'
import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import { operators } from '../../shared/condition/operators.ts'
import type { Json } from '../../shared/event/json.ts'
import {
  type ConditionCase,
  type ProblemCase,
  runConditionCases,
  runProblemCases,
} from './run-conditions.ts'

const cases = read<ConditionCase>('./conditions.json')
const problems = read<ProblemCase>('./condition-problems.json')

function read<Case>(file: string): Case[] {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
}

/** Operators that a condition uses, wherever in it they stand. */
function operatorsIn(json: Json): string[] {
  if (typeof json !== 'object' || json === null) return []
  const own = Array.isArray(json) ? [] : Object.keys(json).filter((key) => key.startsWith('$'))
  return [...own, ...Object.values(json).flatMap(operatorsIn)]
}

test('every condition of the table answers as it says', () => {
  expect(runConditionCases(cases, createRegexEngine())).toEqual([])
})

test('every fault of the table is refused as it says', () => {
  expect(runProblemCases(problems, createRegexEngine())).toEqual([])
})

test('the table has every operator, holding and failing', () => {
  const seen = (holds: boolean) =>
    new Set(cases.filter((one) => one.holds === holds).flatMap((one) => operatorsIn(one.condition)))
  const names = Object.keys(operators)
  expect(names.filter((name) => !seen(true).has(name))).toEqual([])
  expect(names.filter((name) => !seen(false).has(name))).toEqual([])
})

test('GrowthBook gives the same answers, for the operators it has', () => {
  const ours = Object.entries(operators).flatMap(([name, entry]) => ('ours' in entry ? [name] : []))
  const shared = cases.filter(
    ({ name, condition, engine }) =>
      engine !== false &&
      !operatorsIn(condition).some((operator) => ours.includes(operator)) &&
      !deliberate.some((part) => name.includes(part))
  )
  const differing = shared.filter(
    ({ condition, facts, groups = {}, holds }) => evalCondition(facts, condition, groups) !== holds
  )
  expect(differing.map(({ name }) => name)).toEqual([])
  expect(shared.length).toBeGreaterThan(300)
})

/** Where we differ on purpose: own properties only, nothing throws, patterns are linear and bounded. */
const deliberate = [
  'inherited',
  'own keys only',
  'list method',
  'a toString of its own',
  'first 2,048 characters',
  'and no more',
  'would hang',
]
