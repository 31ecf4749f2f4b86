import { describe, expect, it } from 'vitest'
import { Failure } from '../failure.ts'
import { readJson } from './read-json.ts'

const text = `{
  "name": "Shop",
  "actions": {
    "hero": {
      "slots": ["home", "side"],
      "when": { "traits.orders": { "$gte": 3 }, "traits": { "$exists": true } }
    }
  }
}`

const where = (path: string) => readJson(text, 'a.json').where(path)

function faultsOf(broken: string): readonly string[] {
  try {
    readJson(broken, 'a.json')
  } catch (error) {
    if (error instanceof Failure) return error.faults
    throw error
  }
  return []
}

describe('a problem of a configuration', () => {
  it.each([
    ['actions.hero', '4:5'],
    ['actions.hero.slots.1', '5:25'],
    ['actions.hero.when.traits.orders.$gte', '6:36'],
    ['actions.hero.when.traits.$exists', '6:61'],
    ['', '1:1'],
  ])('at %s is found in the text, also below keys with dots', (path, place) => {
    expect(where(path)).toBe(`a.json:${place}`)
  })

  it('about something that is missing is found where it should be', () => {
    expect(where('actions.hero.variants')).toBe('a.json:4:5')
  })
})

describe('a text that is not strict JSON', () => {
  it.each([
    ['{ "a": 1, }', 'a.json:1:11 A key in double quotes is needed here'],
    ['{\n  "a": 1\n  "b": 2 }', 'a.json:3:3 A comma is missing before this.'],
    ['{ // why\n "a": 1 }', 'JSON has no comments: use "description".'],
    ["{ 'a': 1 }", 'texts stand in double quotes'],
    ['', 'A value is missing here.'],
  ])('%j is refused with line, column and advice', (broken, fault) => {
    expect(faultsOf(broken).join('\n')).toContain(fault)
  })

  it('and says one thing twice is refused: the first would be forgotten', () => {
    expect(faultsOf('{ "actions": { "hero": {},\n "hero": {} } }')).toEqual([
      'a.json:2:2 hero stands twice.',
    ])
  })
})
