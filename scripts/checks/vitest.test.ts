import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './check.ts'
import { tally } from './vitest.ts'

const report = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [
    {
      name: join(root, 'shared/a.test.ts'),
      status: 'passed',
      assertionResults: [{ status: 'passed', fullName: 'a holds', failureMessages: [] }],
    },
  ],
}

describe('the tally of a vitest report', () => {
  it('counts its tests', () => {
    expect(tally(report, 0)).toEqual({ passed: 7, failed: 0 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const name = join(root, 'shared/b.test.ts')
    const testResults = [{ name, status: 'failed', message: 'No such file', assertionResults: [] }]
    expect(tally({ ...report, success: false, testResults }, 1)).toMatchObject({
      failed: 1,
      output: 'shared/b.test.ts: No such file',
    })
  })

  it('names each test that failed, and how it began', () => {
    const failed = { status: 'failed', fullName: 'b holds', failureMessages: ['Error: no\n at b'] }
    const testResults = [
      { name: join(root, 'b.test.ts'), status: 'failed', assertionResults: [failed] },
    ]
    const { output } = tally({ ...report, success: false, numFailedTests: 1, testResults }, 1)
    expect(output).toBe('b.test.ts: b holds: Error: no  at b')
  })

  it('counts an error outside every test as a failure', () => {
    expect(tally(report, 1).failed).toBe(1)
  })

  it('says how many tests were not run', () => {
    expect(tally({ ...report, numPendingTests: 2, numTodoTests: 1 }, 0).note).toBe('3 NOT RUN')
  })
})
