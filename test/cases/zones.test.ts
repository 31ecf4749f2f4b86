import { expect, test } from 'vitest'
import { runZoneCases } from './run-zones.ts'
import cases from './zones.json' with { type: 'json' }

test.each(cases)('$name', (one) => {
  expect(runZoneCases([one])).toEqual([])
})
