import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type JourneyCases, runJourneyCases } from './run-journeys.ts'

const file = new URL('./journeys.json', import.meta.url)

test('test/cases/journeys.json comes out as written, in Node', () => {
  expect(runJourneyCases(JSON.parse(readFileSync(file, 'utf8')) as JourneyCases)).toEqual([])
})
