import { expect, test } from 'vitest'
import { discretionOf } from './discretion.ts'

test.each(['item.margin', 'items.a.b.margin', 'cart.latest.item.margin', 'journey.item.margin'])(
  'what is earned on an item is never shown: %s',
  (path) => expect(discretionOf({})(path)).toBe(false)
)

test.each(['item.price', 'viewed.latest.item.name', 'page.properties.margin'])(
  'content may name %s',
  (path) => expect(discretionOf({})(path)).toBe(true)
)
