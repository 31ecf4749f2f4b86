import { describe, expect, it } from 'vitest'
import cases from './decisions.json' with { type: 'json' }
import { type DecisionCases, runDecisions } from './run-decisions.ts'

describe('test/cases/decisions.json', () => {
  it('comes out as written, in Node', () => {
    expect(runDecisions(cases as unknown as DecisionCases)).toEqual([])
  })
})
