import { evalCondition } from '@growthbook/growthbook'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createConditionSet, createMoment, evaluate } from '../../shared/condition/compile.ts'
import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import { parseCondition } from '../../shared/condition/parse.ts'
import { lookupIn } from '../../shared/condition/value-at.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { seedOf } from './seed.ts'

/** Values that are easily taken for each other, so that loose and strict comparisons differ. */
const scalars = [null, true, false, 0, 1, -1, 2.5, 10, '', 'a', 'A', 'b', '0', '1', '10', '2.5']
const oddTexts = ['true', 'null', ' ', 'a,b', '[object Object]', '1.2.3', 'v1.2.3', '1.2.3-rc.1+b7']
const scalar = fc.constantFrom(...scalars, ...oddTexts)
const element = fc.oneof(scalar, fc.record({ k: scalar, n: scalar }, { requiredKeys: ['k'] }))
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 3, arbitrary: fc.array(element, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.record({ k: scalar, n: scalar }, { requiredKeys: [] }) }
)
const facts = fc.record({ a: value, b: value, c: fc.record({ d: value }) }, { requiredKeys: [] })
const path = fc.constantFrom('a', 'b', 'c.d', 'a.0', 'a.length', 'a.k', 'a.1.k', 'missing', 'c')
const pattern = fc.constantFrom(
  'a',
  '^a$',
  '[ab]+',
  'null',
  '\\d',
  '^$',
  '.',
  'A|b',
  '^v?1\\.2',
  'a/b',
  '^(t|n)'
)
const version = fc.oneof(
  fc.constantFrom(
    '1.2.3',
    'v1.2.3',
    '1.2.3-rc.1',
    '1.2.3-rc.10',
    '1.10.0',
    '0',
    '2',
    '1.2',
    '1.2.3+b',
    ''
  ),
  fc.stringMatching(/^v?\d{1,6}(\.\d{1,3}){0,3}(-[a-z]{1,3}\.\d)?(\+[a-z0-9.]{1,3})?$/),
  fc.nat({ max: 20 })
)
const groups = { small: ['a', 'b', 1], empty: [], wide: [0, 1, 10, '1', '10'] }

const scalarList = fc.array(scalar, { maxLength: 4 })
const orderable = fc.oneof(
  fc.constantFrom(-1, 0, 1, 2, 2.5, 10),
  fc.constantFrom('', 'a', 'A', 'b', '0', '1', '10', '2.5', 'null')
)
const { comparison } = fc.letrec<{ comparison: Json; operators: JsonObject; inner: JsonObject }>(
  (tie) => ({
    comparison: fc.oneof(
      { weight: 3, arbitrary: scalar },
      { weight: 1, arbitrary: value },
      { weight: 8, arbitrary: tie('operators') }
    ),
    operators: fc.oneof(
      { depthSize: 'small' },
      fc.record({ $eq: scalar }),
      fc.record({ $ne: scalar }),
      fc.record({ $lt: orderable, $gte: orderable }, { requiredKeys: ['$lt'] }),
      fc.record({ $lte: orderable, $gt: orderable }, { requiredKeys: ['$gt'] }),
      fc.record({ $lte: orderable }),
      fc.record({ $gte: orderable }),
      fc.record({ $in: scalarList }),
      fc.record({ $nin: scalarList }),
      fc.record({ $ini: scalarList }),
      fc.record({ $nini: scalarList }),
      fc.record({ $exists: fc.boolean() }),
      fc.record({
        $type: fc.constantFrom(
          'null',
          'array',
          'string',
          'number',
          'boolean',
          'object',
          'undefined',
          'unknown'
        ),
      }),
      fc.record({ $regex: pattern }),
      fc.record({ $regexi: pattern }),
      fc.record({ $inGroup: fc.constantFrom('small', 'empty', 'wide', 'nowhere') }),
      fc.record({ $notInGroup: fc.constantFrom('small', 'empty', 'wide', 'nowhere') }),
      fc.record({ $veq: version }),
      fc.record({ $vne: version }),
      fc.record({ $vgt: version }),
      fc.record({ $vgte: version }),
      fc.record({ $vlt: version }),
      fc.record({ $vlte: version }),
      fc.record({ $size: fc.oneof(fc.nat({ max: 4 }), fc.record({ $gt: fc.nat({ max: 3 }) })) }),
      fc.record({ $all: fc.array(tie('comparison'), { maxLength: 3 }) }),
      fc.record({ $alli: fc.array(tie('comparison'), { maxLength: 3 }) }),
      fc.record({ $elemMatch: fc.oneof(tie('operators'), tie('inner')) }),
      fc.record({ $not: tie('comparison') })
    ),
    inner: fc.oneof(
      fc.record({ k: tie('comparison') }),
      fc.record({ k: tie('comparison'), n: tie('comparison') }),
      fc.record({
        k: scalar,
        $or: fc.array(fc.record({ n: tie('comparison') }), { maxLength: 2 }),
      }),
      fc.constant({})
    ),
  })
)
const { condition } = fc.letrec<{ condition: JsonObject }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.dictionary(path, comparison, { maxKeys: 3 }),
    fc.record({ $or: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $nor: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $and: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $not: tie('condition') }),
    fc
      .tuple(
        fc.dictionary(path, comparison, { maxKeys: 2 }),
        fc.array(tie('condition'), { maxLength: 2 })
      )
      .map(([clauses, $or]) => ({ ...clauses, $or }))
  ),
}))

const regex = createRegexEngine()
const options = { roots: ['a', 'b', 'c', 'missing'], regex }

/** As JSON would bring it: fast-check also makes objects without a prototype. */
function plain<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return arbitrary.map((made) => JSON.parse(JSON.stringify(made)))
}
const conditions = plain(condition)
const people = plain(facts)

test('answers as GrowthBook does, for every operator both have', () => {
  const held = [0, 0]
  fc.assert(
    fc.property(conditions, people, (when, attributes) => {
      const parsed = parseCondition(when, 'when', options)
      // Deeper than we allow: refused, not answered differently.
      if ('problems' in parsed)
        return expect(parsed.problems.map((p) => p.code)).toContain('too_deep')
      const theirs = evalCondition(attributes, when, groups)
      const ours = evaluate(parsed.condition, lookupIn(attributes), { now: 0, regex, groups })
      held[Number(ours)] = (held[Number(ours)] ?? 0) + 1
      expect(ours).toBe(theirs)
    }),
    { seed: seedOf('GrowthBook'), numRuns: Number(process.env.RUNS ?? 4_000) }
  )
  // A generator that answers one way only proves nothing.
  expect(Math.min(...held)).toBeGreaterThan(200)
})

test('answers the same when the conditions of a set share leaves, paths and memory', () => {
  fc.assert(
    fc.property(
      fc.array(conditions, { minLength: 1, maxLength: 6 }),
      fc.array(people, { minLength: 1, maxLength: 4 }),
      (whens, visitors) => {
        const set = createConditionSet({ regex, groups })
        const tests = whens.map((when) => set.add(when))
        for (const attributes of visitors) {
          const moment = createMoment(set, lookupIn(attributes), 0)
          const ours = [...tests, ...tests].map((holds) => holds(moment))
          const theirs = [...whens, ...whens].map((when) => evalCondition(attributes, when, groups))
          moment.release()
          expect(ours).toEqual(theirs)
        }
      }
    ),
    { seed: seedOf('shared set'), numRuns: 1_000 }
  )
})
