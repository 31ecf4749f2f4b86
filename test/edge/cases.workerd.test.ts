import { expect, test } from 'vitest'
import { runAll } from '../cases/run-all.ts'

test('every case comes out in workerd as it does elsewhere', () => {
  const { cases, failures } = runAll()
  expect(failures).toEqual([])
  expect(cases).toBeGreaterThan(800)
})
