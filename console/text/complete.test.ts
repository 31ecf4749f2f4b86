import { CompletionContext } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import type { SiteConfig } from '../../shared/site/config.ts'
import { completeFor } from './complete.ts'

const config: SiteConfig = {
  name: 'Shop',
  slots: { hero: {}, notice: {} },
  traits: { orders: { compute: 'count' } },
}

/** What is offered at the `|` of a text that stands at a place of the configuration. */
function offered(text: string, under: string[] = []): string[] {
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: [json()] })
  const context = new CompletionContext(state, text.indexOf('|'), true)
  const result = completeFor(() => ({ config, under }))(context)
  return result?.options.map(({ label }) => label) ?? []
}

describe('completion in a configuration', () => {
  it('offers the keys that the schema knows here', () => {
    expect(offered('{ "|" }', ['slots', 'hero'])).toEqual(
      expect.arrayContaining(['"selector"', '"placement"', '"default"'])
    )
  })

  it('offers the values of an enumeration', () => {
    expect(offered('{ "placement": "|" }', ['slots', 'hero'])).toContain('"append"')
    expect(offered('{ "instant": | }', ['slots', 'hero'])).toEqual(['true', 'false'])
  })

  it('offers the names that this site has', () => {
    expect(offered('["|"]', ['actions', 'welcome', 'slots'])).toEqual(['"hero"', '"notice"'])
  })

  it('offers facts in a condition, and operators below a fact', () => {
    expect(offered('{ "|" }', ['segments', 'loyal', 'when'])).toContain('"traits.orders"')
    expect(offered('{ "traits.orders": { "|" } }', ['segments', 'loyal', 'when'])).toEqual(
      expect.arrayContaining(['"$gte"', '"$within"'])
    )
  })

  it('offers the parts of the kind of step that is written', () => {
    expect(offered('{ "do": "|" }', ['journeys', 'cart', 'steps', '0'])).toContain('"waitUntil"')
  })
})
