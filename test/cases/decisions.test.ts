import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Candidate, Receipt } from '../../shared/decide/decision.ts'
import { type DecisionCases, runDecisions } from './run-decisions.ts'

const file = new URL('./decisions.json', import.meta.url)
const cases = JSON.parse(readFileSync(file, 'utf8')) as DecisionCases

describe('test/cases/decisions.json', () => {
  it('comes out as written, in Node', () => {
    expect(runDecisions(cases)).toEqual([])
  })

  it('has a case for every outcome of a candidate and every reason for none', () => {
    const told = JSON.stringify(cases.cases.map((one) => [one.expect?.outcomes, one.expect?.none]))
    const missing = [...outcomes, ...nones].filter((word) => !told.includes(`"${word}`))
    expect(missing).toEqual([])
  })
})

const outcomes = [
  'chosen',
  'off',
  'no_consent',
  'not_scheduled',
  'outside_daypart',
  'not_in_audience',
  'suppressed',
  'care_mode',
  'capped',
  'cooling_down',
  'held_out',
  'not_in_experiment',
  'outranked',
  'excluded_on_page',
  'content_missing_value',
] as const satisfies readonly Candidate['outcome'][]

const nones = [
  'bot',
  'unknown_slot',
  'other_channel',
  'not_on_page',
  'no_candidate',
  'slot_capped',
  'held_out',
  'total_capped',
] as const satisfies readonly NonNullable<Receipt['none']>[]
