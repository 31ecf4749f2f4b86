import { expect, test } from 'vitest'
import { createCatalogue } from './catalogue.ts'

const catalogue = createCatalogue(3, [
  { id: 'b', category: 'Shoes > Boots', price: 90 },
  { id: 'a', category: 'Shoes > Boots > Winter' },
  { id: 'c', category: 'Bags' },
  { id: 'd' },
])

test('an item is found by its id', () => {
  expect(catalogue.item('b')).toMatchObject({ price: 90 })
  expect(catalogue.item('toString')).toBeUndefined()
  expect([catalogue.version, catalogue.size]).toEqual([3, 4])
})

test.each([
  ['Shoes', ['a', 'b']],
  ['shoes>boots', ['a', 'b']],
  ['Shoes > Boots > Winter', ['a']],
  ['Boots', []],
  ['', []],
])('%s holds %j', (category, ids) => {
  expect(catalogue.inCategory(category)).toEqual(ids)
})

test('categories are told once each, in order', () => {
  expect(catalogue.categories()).toEqual(['Bags', 'Shoes > Boots', 'Shoes > Boots > Winter'])
})
