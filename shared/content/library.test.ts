import { expect, it } from 'vitest'
import { decide } from '../decide/decide.ts'
import { inWords } from '../decide/why.ts'
import { emptyProfile } from '../profile/empty.ts'
import { checkSite } from '../site/check.ts'
import { compileSite } from '../site/compile.ts'
import type { SiteConfig } from '../site/config.ts'

const text = (words: string) => ({ type: 'text' as const, text: words })
const config: SiteConfig = {
  name: 'Shop',
  slots: { hero: { default: 'x' } },
  content: {
    shipping: { blocks: [text('Free from 50 €')], locales: { fr: [text('Offert dès 50 €')] } },
    crest: { blocks: [text('Since 1911')] },
  },
  actions: {
    sale: {
      slots: ['hero'],
      variants: {
        a: {
          content: { type: 'blocks', first: ['crest'], blocks: [text('Sale')], last: ['shipping'] },
          locales: { de: { type: 'blocks', blocks: [text('Ausverkauf')], last: ['shipping'] } },
        },
      },
    },
  },
}

function shown(locale: string) {
  const site = compileSite({ version: 1, config })
  const context = { channel: 'page', timezone: 'UTC', locale, consent: {}, gpc: false, page: {} }
  const profile = emptyProfile('p', 's', 0)
  const { decisions, receipts } = decide({
    ...{ site, profile, slots: ['hero'], now: 1, seed: 'x' },
    context: { ...context, more: {}, bot: false },
    resolve: (content) => ({ content }),
  })
  return { content: decisions[0]?.content, receipt: receipts[0] }
}

const wordsOf = (locale: string) => {
  const { content } = shown(locale)
  return content?.type === 'blocks' && content.blocks.map((one) => 'text' in one && one.text)
}

it('pieces stand before and after the blocks of their action', () => {
  expect(wordsOf('en')).toEqual(['Since 1911', 'Sale', 'Free from 50 €'])
  expect(shown('en').content).not.toHaveProperty('last')
})

it('each part speaks the nearest language it has', () => {
  expect(wordsOf('fr-CA')).toEqual(['Since 1911', 'Sale', 'Offert dès 50 €'])
  expect(wordsOf('de')).toEqual(['Ausverkauf', 'Free from 50 €'])
})

it('a receipt names the pieces that were shown', () => {
  const { receipt } = shown('en')
  expect(receipt?.pieces).toEqual(['crest', 'shipping'])
  expect(receipt && inWords(receipt, config).headline).toContain(
    'with crest, shipping of the content library'
  )
})

it.each([
  [{ first: ['cresst'] }, 'actions.sale.variants.a.content', 'unknown_piece', 'crest?'],
  [{ blocks: [] }, 'actions.sale.variants.a.content.blocks', 'empty_content', 'Add a block'],
])('%j is refused', (part, path, code, advice) => {
  const blocks = { type: 'blocks', blocks: [text('Sale')], ...part }
  const sale = { slots: ['hero'], variants: { a: { content: blocks } } }
  const checked = checkSite({ ...config, actions: { sale } })
  expect(checked).toMatchObject({
    problems: [{ path, code, message: expect.stringContaining(advice) }],
  })
})
