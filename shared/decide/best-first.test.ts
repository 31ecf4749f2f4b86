import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bestFirst } from './best-first.ts'

it('hands out values in their order, and keeps the rest', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.nat(20), (values, count) => {
      const queue = bestFirst(values, (a, b) => a > b)
      const out = Array.from({ length: count }, queue.next).filter((one) => one !== undefined)
      const sorted = values.toSorted((a, b) => b - a)
      expect(out).toEqual(sorted.slice(0, count))
      expect(queue.rest().toSorted((a, b) => b - a)).toEqual(sorted.slice(count))
    })
  )
})
