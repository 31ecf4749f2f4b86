import { expect, it } from 'vitest'
import type { Action, Experiment } from '../../shared/decide/action.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import type { LedgerEntry, Profile } from '../../shared/profile/profile.ts'
import { figuresOf } from './figures.ts'

const hero: Action = {
  slots: ['hero'],
  experiment: 'wording',
  variants: {
    a: { content: { type: 'text', text: 'A' } },
    b: { content: { type: 'text', text: 'B' } },
  },
}

function person(n: number, outcomes: [LedgerEntry['outcome'], string][]): Profile {
  const ledger = outcomes.map(([outcome, variant], at) => ({
    ...{ at, outcome, variant, decision: `${n}.${at}` },
    ...{ action: 'hero', slot: 'hero', channel: 'page' },
  }))
  return { ...emptyProfile(`person-${n}`, `person-${n}`, 0), ledger }
}

it('counts people, not decisions, and only those who were shown something', () => {
  const people = [
    person(1, [
      ['rendered', 'a'],
      ['rendered', 'a'],
      ['converted', 'a'],
    ]),
    person(2, [['rendered', 'a']]),
    person(3, [['rendered', 'b']]),
    person(4, [['decided', 'b']]),
    person(5, []),
  ]
  const { arms } = figuresOf(people, 'wording', { experiment: {}, actions: { hero } })
  expect(arms.map(({ arm, people: n, converted }) => [arm, n, converted])).toEqual([
    ['a', 2, 1],
    ['b', 1, 0],
  ])
})

it('finds the arm of a person as the edge does, and the split even', () => {
  const experiment: Experiment = { arms: { control: {}, treatment: { share: 3 } } }
  const people = Array.from({ length: 800 }, (_, n) => person(n, [['rendered', 'a']]))
  const { arms, splitChance } = figuresOf(people, 'wording', { experiment, actions: { hero } })
  expect(arms.reduce((sum, { people: n }) => sum + n, 0)).toBe(800)
  expect(arms[1]?.people).toBeGreaterThan(540)
  expect(splitChance).toBeGreaterThan(0.001)
})
