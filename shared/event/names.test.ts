import { expect, it } from 'vitest'
import { outcomeEvents } from '../api/page-api.ts'
import { fromGa4, ga4Events } from './ga4.ts'
import { canonicalName, deedOf, isStandardName, standardNames } from './names.ts'

it('lists each standard name once', () => {
  const names = Object.values(standardNames).flat()
  expect(new Set(names).size).toBe(names.length)
})

it('maps every other name to a standard one, which is its own canonical name', () => {
  const targets = [...Object.values(ga4Events), ...deedOf.keys(), ...Object.values(outcomeEvents)]
  expect(targets.filter((name) => !isStandardName(name))).toEqual([])
  expect(targets.filter((name) => canonicalName(name) !== name)).toEqual([])
})

it('leaves the owner’s own names alone', () => {
  for (const name of ['Song Played', 'toString', '__proto__', 'view_item_']) {
    expect(canonicalName(name)).toBe(name)
    expect(fromGa4(name, {})).toBeUndefined()
  }
})

it('keeps a canonical property that the sender gave beside GA4’s', () => {
  const properties = { search_term: 'boots', query: 'red boots' }
  expect(fromGa4('search', properties)?.properties).toEqual(properties)
})
