import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { JsonObject } from '../../shared/event/json.ts'
import { changesBetween, isSame } from '../../shared/site/change/changes.ts'
import { editJson } from './edit-json.ts'

const document = fc.letrec<{ node: JsonObject; value: JsonObject | string | number }>((tie) => ({
  node: fc.dictionary(fc.constantFrom('a', 'b.c', 'd"e'), tie('value'), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  value: fc.oneof({ maxDepth: 3 }, fc.nat(3), fc.constantFrom('x', 'ü\n'), tie('node')),
})).node

it('changes a text into any other document', () => {
  fc.assert(
    fc.property(document, document, (from, to) => {
      const edited = editJson(JSON.stringify(from, null, 2), changesBetween(from, to))
      expect(isSame(JSON.parse(edited), to), edited).toBe(true)
    })
  )
})

it('leaves everything else as its author wrote it', () => {
  const text = '{\n  "b": {"x":1,   "y": 2},\n\n  "a": [1,\n2]\n}\n'
  const edited = editJson(text, [{ path: ['b', 'y'], from: 2, to: 3 }])
  expect(edited).toBe(text.replace('2}', '3}'))
})
