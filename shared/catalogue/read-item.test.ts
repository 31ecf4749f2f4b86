import { expect, test } from 'vitest'
import { parseInstant } from '../condition/instant.ts'
import type { JsonObject } from '../event/json.ts'
import type { CatalogueDeclaration } from './declaration.ts'
import { readItem } from './read-item.ts'

const now = parseInstant('2026-11-15T00:00:00Z') ?? 0
const read = (record: JsonObject, declaration: CatalogueDeclaration = {}) =>
  readItem({ id: 'a', ...record }, { declaration, now })

test.each<[JsonObject, JsonObject]>([
  [{ price: '29.90 EUR' }, { price: 29.9, currency: 'EUR' }],
  [{ price: 'USD 1,299.00' }, { price: 1_299, currency: 'USD' }],
  [
    { price: '1.299,50', currency: 'eur' },
    { price: 1_299.5, currency: 'EUR' },
  ],
  [{ price: 5 }, { price: 5 }],
  [
    { price: '20', sale_price: '15' },
    { price: 15, list_price: 20 },
  ],
  [
    {
      price: '20',
      sale_price: '15',
      sale_price_effective_date: '2026-11-01T00:00Z/2026-11-10T00:00Z',
    },
    { price: 20 },
  ],
  [
    { price: '20', cost_of_goods_sold: '12.50' },
    { price: 20, margin: 7.5 },
  ],
])('%j costs %j', (record, expected) => {
  expect(read(record)).toEqual({ item: { id: 'a', ...expected } })
})

test.each<[JsonObject, boolean | undefined, string | undefined]>([
  [{ availability: 'in stock' }, true, 'in_stock'],
  [{ availability: 'out_of_stock' }, false, 'out_of_stock'],
  [{ availability: 'https://schema.org/OutOfStock' }, false, 'out_of_stock'],
  [{ availability: 'PreOrder' }, true, 'preorder'],
  [{ available: 'no' }, false, 'out_of_stock'],
  [{ quantity: '3' }, true, 'in_stock'],
  [{ stock: 0 }, false, 'out_of_stock'],
  [{}, undefined, undefined],
])('%j is available: %s', (record, available, availability) => {
  expect(read(record)).toEqual({
    item: { id: 'a', ...(available !== undefined && { available, availability }) },
  })
})

test('an item has its names from Google as from events, and keeps what is the owner’s own', () => {
  const record = {
    ...{
      title: ' Boots ',
      link: 'https://shop.example/a',
      image_link: 'https://shop.example/a.jpg',
    },
    ...{ product_type: 'Shoes > Boots', brand: 'Larch', availability_date: '2026-12-01T00:00:00Z' },
    ...{ custom_label_0: 'gift', description: 'Long words', nested: { a: 1 }, __proto__: null },
  }
  expect(read(record)).toEqual({
    item: {
      ...{ id: 'a', name: 'Boots', url: 'https://shop.example/a', brand: 'Larch' },
      ...{ image_url: 'https://shop.example/a.jpg', category: 'Shoes > Boots' },
      ...{ starts_at: parseInstant('2026-12-01T00:00:00Z'), more: { custom_label_0: 'gift' } },
    },
  })
})

test('a site may say what its feed calls our fields', () => {
  const declaration = { currency: 'CHF', fields: { price: 'preis', name: 'bezeichnung' } }
  expect(read({ preis: '12,50', bezeichnung: 'Hut', price: 'unused' }, declaration)).toEqual({
    item: { id: 'a', name: 'Hut', price: 12.5, currency: 'CHF', more: { price: 'unused' } },
  })
})

test.each<[JsonObject, string, string]>([
  [{ id: '' }, 'id_invalid', 'id'],
  [{ id: '__proto__' }, 'id_invalid', 'id'],
  [{ price: 'ask us' }, 'price_invalid', 'price'],
  [{ price: -1 }, 'price_invalid', 'price'],
  [{ ends_at: 'soon' }, 'time_invalid', 'ends_at'],
  [{ availability: 'maybe' }, 'availability_invalid', 'availability'],
  [
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, 'x'.repeat(500)])),
    'too_large',
    '',
  ],
])('%j is refused: %s', (record, code, path) => {
  expect(read(record)).toMatchObject({ problem: { code, path } })
})
