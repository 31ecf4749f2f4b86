import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../event/json.ts'
import { utf8Bytes } from '../event/text.ts'
import { catalogueLimits } from './limits.ts'
import { readItem } from './read-item.ts'

const names = [
  ...['id', 'title', 'price', 'sale_price', 'availability', 'quantity', 'currency', 'ends_at'],
  ...['sale_price_effective_date', 'cost_of_goods_sold', 'constructor', '__proto__', 'more', 'x'],
]
const values = fc.oneof(
  fc.constantFrom('12.50', '1.299,00 EUR', 'in stock', '2026-11-01T00:00Z/', 'NaN', '1e9', '-5'),
  fc.jsonValue()
)

test('whatever a feed says is an item within its limits, or a problem', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), values), (record) => {
      const read = readItem(record as JsonObject, { declaration: {}, now: 1_790_000_000_000 })
      if ('problem' in read) {
        expect(read.problem.message).not.toBe('')
        return
      }
      const { item } = read
      expect(utf8Bytes(JSON.stringify(item))).toBeLessThanOrEqual(catalogueLimits.itemBytes)
      for (const amount of [item.price, item.list_price]) {
        expect(amount === undefined || (Number.isFinite(amount) && amount >= 0)).toBe(true)
      }
      expect(JSON.parse(JSON.stringify(item))).toEqual(item)
    })
  )
})
