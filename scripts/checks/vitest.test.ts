import { describe, expect, it } from 'vitest'
import { tally } from './vitest.ts'

const report = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
}

describe('the tally of a vitest report', () => {
  it('counts its tests', () => {
    expect(tally(report, 0)).toEqual({ passed: 7, failed: 0 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(tally({ ...report, success: false, testResults }, 1).failed).toBe(1)
  })

  it('counts an error outside every test as a failure', () => {
    expect(tally(report, 1).failed).toBe(1)
  })

  it('says how many tests were not run', () => {
    expect(tally({ ...report, numPendingTests: 2, numTodoTests: 1 }, 0).note).toBe('3 NOT RUN')
  })
})
