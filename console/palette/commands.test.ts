import { describe, expect, it } from 'vitest'
import { type Command, fitting } from './commands.ts'

const commands: Command[] = [
  { id: 'people', name: 'People', kind: 'view', to: ['people'] },
  { id: 'actions/hero-lighting', name: 'hero-lighting', kind: 'action', to: [] },
  { id: 'actions/lights-out', name: 'lights-out', kind: 'action', to: [] },
]
const names = (typed: string) => fitting(commands, typed).map(({ name }) => name)

describe('the command palette', () => {
  it('offers everything while nothing is typed', () => {
    expect(names('')).toEqual(['People', 'hero-lighting', 'lights-out'])
  })

  it('puts names that begin with what is typed first, then their words', () => {
    expect(names('light').slice(0, 2)).toEqual(['lights-out', 'hero-lighting'])
  })

  it('finds letters in their order', () => {
    expect(names('hrl')).toContain('hero-lighting')
    expect(names('lrh')).not.toContain('hero-lighting')
  })

  it('offers to look for a person of that name, last', () => {
    expect(names('ada').at(-1)).toBe('Find “ada” among people')
  })
})
