import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Condition, Lookup } from '../../shared/condition/condition.ts'
import { explain } from '../../shared/condition/explain.ts'
import { type Operator, operators } from '../../shared/condition/operators.ts'
import type { Json } from '../../shared/event/json.ts'
import { readOperand, writeOperand } from './operand-text.ts'
import { toCondition, toGroup } from './parts.ts'

const shop = JSON.parse(
  readFileSync(new URL('../../examples/shop/attune.config.json', import.meta.url), 'utf8')
)
const audiences: Condition[] = [...Object.values<{ when?: Condition }>(shop.actions)]
  .concat(Object.values(shop.segments))
  .flatMap(({ when }) => (when ? [when] : []))

describe('the condition builder', () => {
  it.each(audiences.map((when) => [JSON.stringify(when), when]))('gives %s back', (_, when) => {
    expect(toCondition(toGroup(when))).toEqual(when)
  })

  it('keeps the meaning of conditions that it writes in another way', () => {
    const conditions: Condition[] = [
      { a: { $gte: 2, $lt: 5 } },
      { a: { $not: { $gt: 3 } } },
      { $not: { a: 1, b: 2 } },
      { $nor: [{ a: 1 }, { b: 2 }], $or: [{ a: 4 }, { $and: [{ b: 2 }, { b: { $ne: 7 } }] }] },
      { $and: [{ $or: [{ a: 1 }] }, { $or: [{ b: 2 }] }] },
      {},
    ]
    for (const condition of conditions) {
      const again = toCondition(toGroup(condition))
      for (let a = 0; a < 6; a++) {
        for (let b = 0; b < 4; b++) {
          const lookup: Lookup = (path) => (path === 'a' ? a : b)
          const holds = (one: Condition) => explain(one, lookup, { now: 0 }).holds
          expect(holds(again), JSON.stringify([condition, again, a, b])).toBe(holds(condition))
        }
      }
    }
  })

  it('leaves rows out that are only begun', () => {
    const group = toGroup({ a: 1 })
    group.parts.push({ kind: 'row', path: '', operator: 'is', operand: '' })
    expect(toCondition(group)).toEqual({ a: 1 })
  })
})

describe('operands as text', () => {
  const cases: [Operator, Json][] = [
    ['$eq', 'FR'],
    ['$eq', '5'],
    ['$eq', 5],
    ['$eq', true],
    ['$gte', 0.5],
    ['$in', ['/cart', 'a, b', 7, 'true']],
    ['$within', '7d'],
    ['$within', { ago: '7d' }],
    ['$before', { ahead: '2d' }],
    ['$after', 'now'],
    ['$exists', false],
    ['$size', { $gt: 2 }],
    ['$startsWith', '5'],
    ['$all', ['a', { $gt: 3 }]],
    ['$veq', '1.2.0'],
  ]
  it.each(cases)('%s %j reads as it was written', (operator, operand) => {
    const kind = operators[operator].operand
    if (kind === 'conditions' || kind === 'negated') throw new Error('Not a comparison.')
    expect(readOperand(kind, writeOperand(kind, operand))).toEqual(operand)
  })
})
