import { json } from '@codemirror/lang-json'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { placeAt, rangeOf } from './place.ts'

const state = (doc: string) => EditorState.create({ doc, extensions: [json()] })

/** The place of the `|` in a text. */
function at(text: string) {
  const { path, is, from, to } = placeAt(state(text.replace('|', '')), text.indexOf('|'))
  return { path: path.join('.'), is, token: text.replace('|', '').slice(from, to) }
}

describe('where a position stands', () => {
  it.each([
    ['{ "slots": { "hero": { "to|p": 1 } } }', 'slots.hero', 'key', '"top"'],
    ['{ "slots": { "hero": { "top": 1| } } }', 'slots.hero.top', 'value', '1'],
    ['{ "slots": ["a", "b|"] }', 'slots.1', 'value', '"b"'],
    ['{ "slots": ["a", |] }', 'slots.1', 'value', ''],
    ['{ "when": { "a": { "$|" } } }', 'when.a', 'key', '"$"'],
    ['{ "caps": [{ "max": 3 }, { "p|" }] }', 'caps.1', 'key', '"p"'],
    ['{ | }', '', 'key', ''],
    ['{ "a": | }', 'a', 'value', ''],
  ])('%s', (text, path, is, token) => {
    expect(at(text)).toEqual({ path, is, token })
  })
})

describe('the text of a path', () => {
  const text = '{ "actions": { "hero": { "slots": ["a", "b"], "tier": 1 } } }'
  const range = (path: string[]) => {
    const { from, to } = rangeOf(state(text), path)
    return text.slice(from, to)
  }

  it('is the key that says it, or the entry of a list', () => {
    expect(range(['actions', 'hero', 'tier'])).toBe('"tier"')
    expect(range(['actions', 'hero', 'slots', '1'])).toBe('"b"')
  })

  it('is the nearest there is, when nothing says it', () => {
    expect(range(['actions', 'hero', 'variants', 'main'])).toBe('"hero"')
  })
})
