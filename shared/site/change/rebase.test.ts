import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../event/json.ts'
import { changesBetween, isSame, withChange } from './changes.ts'
import { linesBetween } from './lines.ts'
import { rebase } from './rebase.ts'

const base: JsonObject = {
  actions: { hero: { tier: 1, slots: ['home'] }, bar: { tier: 2 } },
  name: 'Shop',
}

describe('bringing two people’s work together', () => {
  it('keeps what each changed alone', () => {
    const mine = { ...base, actions: { hero: { tier: 5, slots: ['home'] }, bar: { tier: 2 } } }
    const theirs = { ...base, name: 'Larch', actions: { hero: { tier: 1, slots: ['home'] } } }
    expect(rebase(base, mine, theirs)).toEqual({
      config: { name: 'Larch', actions: { hero: { tier: 5, slots: ['home'] } } },
      clashes: [],
    })
  })

  it('asks where both changed the same', () => {
    const { config, clashes } = rebase(base, { ...base, name: 'Mine' }, { ...base, name: 'Theirs' })
    expect(config.name).toBe('Mine')
    expect(clashes.map(({ theirs }) => theirs.to)).toEqual(['Theirs'])
  })

  it('asks when one takes out what the other changes', () => {
    const mine = { ...base, actions: { hero: { tier: 9, slots: ['home'] }, bar: { tier: 2 } } }
    const theirs = { ...base, actions: { bar: { tier: 2 } } }
    expect(rebase(base, mine, theirs).clashes).toHaveLength(1)
  })
})

describe('bringing work at two depths together', () => {
  it('asks when one replaces what the other adds to, though both say the same word', () => {
    const { clashes } = rebase({ c: { a: {} } }, { c: { a: 'y' } }, { c: { a: { a: 'y' } } })
    expect(clashes).toHaveLength(1)
  })

  it('asks nobody when one takes out a part of what the other takes out', () => {
    const { config, clashes } = rebase({ c: { a: 1, b: 2 } }, {}, { c: { b: 2 } })
    expect({ config, clashes }).toEqual({ config: {}, clashes: [] })
  })
})

const tree = fc.letrec<{ node: JsonObject; value: JsonObject | string | number }>((tie) => ({
  node: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  value: fc.oneof({ maxDepth: 3 }, fc.nat(3), fc.constantFrom('x', 'y'), tie('node')),
})).node

describe('changes between documents', () => {
  it('lead from one to the other, whatever they hold', () => {
    fc.assert(
      fc.property(tree, tree, (from, to) => {
        expect(isSame(changesBetween(from, to).reduce(withChange, from), to)).toBe(true)
      })
    )
  })

  it('change nothing for somebody who changed nothing', () => {
    fc.assert(
      fc.property(tree, tree, (from, theirs) => {
        expect(rebase(from, from, theirs)).toEqual({ config: theirs, clashes: [] })
      })
    )
  })

  it('read as lines that went and came', () => {
    const lines = linesBetween(['a', 'b'], ['a', 'c'])
    expect(lines.map(({ kind, text }) => kind[0] + text)).toEqual([
      's[',
      's  "a",',
      'g  "b"',
      'c  "c"',
      's]',
    ])
  })
})
