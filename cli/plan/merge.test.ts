import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { JsonObject } from '../../shared/event/json.ts'
import { changesBetween, isSame } from '../../shared/site/change/changes.ts'
import { mergeDocuments } from './merge.ts'
import { notIn } from './survey.ts'

const tree = fc.letrec<{ node: JsonObject; value: JsonObject | string }>((tie) => ({
  node: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  value: fc.oneof({ maxDepth: 3 }, fc.constantFrom('x', 'y'), tie('node')),
})).node

it('with theirs preferred loses nothing that they have changed', () => {
  fc.assert(
    fc.property(tree, tree, tree, (base, mine, theirs) => {
      const merged = mergeDocuments({ base, mine, theirs }, 'theirs')
      expect(notIn(merged, changesBetween(base, theirs))).toEqual([])
    })
  )
})

it('with mine preferred loses nothing that I have changed', () => {
  fc.assert(
    fc.property(tree, tree, tree, (base, mine, theirs) => {
      const merged = mergeDocuments({ base, mine, theirs }, 'mine')
      expect(notIn(merged, changesBetween(base, mine))).toEqual([])
    })
  )
})

it('without a word merges only what nobody has to be asked about', () => {
  fc.assert(
    fc.property(tree, tree, tree, (base, mine, theirs) => {
      const merge = () => mergeDocuments({ base, mine, theirs }, undefined)
      const [a, b] = [changesBetween(base, mine), changesBetween(base, theirs)]
      try {
        const merged = merge()
        expect([...notIn(merged, a), ...notIn(merged, b)]).toEqual([])
      } catch (error) {
        expect(error).toMatchObject({ code: 'clash' })
        expect(isSame(base, mine) || isSame(base, theirs)).toBe(false)
      }
    })
  )
})
