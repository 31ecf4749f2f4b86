import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Block } from '../../shared/content/content.ts'
import { everyBlock, overlay, picture, shop, show } from './parts/overlays.ts'
import { openPages, type Pages, saidIn } from './parts/pages.ts'
import { expectNoViolation, policies } from './parts/strict.ts'
import { xssVectors } from './parts/xss-vectors.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('surfaces')
  pages.site.serve('/boots.svg', { type: 'image/svg+xml', body: picture })
})
afterAll(() => pages.close())

/** The same text in every field that takes text or an address. */
const everywhere = (bad: string): Block[] => [
  { type: 'heading', text: bad },
  { type: 'text', text: bad },
  { type: 'image', src: bad, alt: bad },
  { type: 'button', text: bad, href: bad },
  { type: 'button', text: bad, does: 'copy', value: bad },
  { type: 'badge', text: bad },
  { type: 'list', items: [bad] },
  { type: 'product', id: bad, name: bad, href: bad, image: bad, price: bad, was: bad, badge: bad },
  { type: 'countdown', until: bad, text: bad, after: bad },
  { type: 'countdown', until: '2099-01-01', text: bad, after: bad },
  {
    type: 'form',
    event: bad,
    submit: bad,
    thanks: bad,
    fields: [
      { name: bad, label: bad },
      { name: bad, label: bad, input: 'select', options: [bad] },
    ],
  },
]

/** Counts what could run in a tree, through shadow roots. In the page, so it stands alone. */
const countDangerous = (root: ShadowRoot): number => {
  const elements = /^(script|iframe|object|embed|base|meta|link|style|svg|math)$/
  const handlers = /^(on.*|style|srcdoc)$/
  const addresses = /^(href|src|action|formaction)$/
  const runs = /^(javascript|vbscript|data|blob|filesystem):/
  // Browsers skip blanks and control characters in a scheme; so does `URL`.
  const schemeOf = (value: string) => (URL.canParse(value) ? new URL(value).protocol : '')
  return [...root.querySelectorAll('*')].filter(
    (element) =>
      elements.test(element.localName) ||
      [...element.attributes].some(
        ({ name, value }) =>
          handlers.test(name) || (addresses.test(name) && runs.test(schemeOf(value)))
      )
  ).length
}

describe('S1: content that is an attack', () => {
  test('raw innerHTML would run it: the harness works', async () => {
    const page = await pages.open({ html: shop })
    const ran = await page.evaluate(async (vectors) => {
      Object.assign(window, { ran: 0 })
      for (const vector of vectors) {
        const place = document.createElement('div')
        document.body.append(place)
        place.innerHTML = vector
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      return Reflect.get(window, 'ran')
    }, xssVectors)
    expect(ran).toBeGreaterThan(30)
  })

  test.each(['banner', 'card', 'toast', 'modal'] as const)(
    'none of it runs in any field of a %s, and nothing dangerous is built',
    async (kind) => {
      const page = await pages.open({ html: shop })
      const decisions = xssVectors.map((bad) => {
        const decision = overlay(kind, everywhere(bad), bad)
        if (decision.content.type === 'blocks') decision.content.label = bad
        return decision
      })
      const { built, dangerous } = (await page.evaluate(`(async () => {
        window.ran = 0
        const countDangerous = ${String(countDangerous)}
        const { show } = await import('/part.js')
        let built = 0, dangerous = 0
        for (const decision of ${JSON.stringify(decisions).replaceAll('<', '\\u003c')}) {
          // A host of its own: nobody waits for the one before.
          show(decision, { ...window.host })
          for (const stage of document.querySelectorAll('attune-surfaces')) {
            built += stage.shadowRoot.querySelectorAll('.body').length
            dangerous += countDangerous(stage.shadowRoot)
            for (const button of stage.shadowRoot.querySelectorAll('.body button')) button.click()
            await new Promise((resolve) => setTimeout(resolve, 5))
            stage.remove()
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 500))
        return { built, dangerous }
      })()`)) as { built: number; dangerous: number }
      expect(built).toBe(xssVectors.length)
      expect(dangerous).toBe(0)
      expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBe(0)
      expect((await saidIn(page)).errors).toEqual([])
    }
  )
})

describe('S3: a page with the strictest policy', () => {
  const decisions = (['banner', 'card', 'toast', 'modal'] as const).map((kind) =>
    overlay(kind, everyBlock)
  )
  const showAll = `for (const decision of ${JSON.stringify(decisions).replaceAll('<', '\\u003c')}) part.show(decision, window.host)`

  test.each(policies)('reports no violation: %s', async (policy) => {
    const page = await expectNoViolation(pages, policy, showAll)
    expect(await page.locator('attune-surfaces .body').count()).toBeGreaterThan(2)
    // The sheet is there: the policy has not stopped our own styles.
    const position = await page
      .locator('attune-surfaces .top')
      .evaluate((top) => getComputedStyle(top).position)
    expect(position).toBe('fixed')
  })

  test('of a violation the test would know', async () => {
    pages.site.serve('/broken', {
      headers: { 'content-security-policy': "style-src 'none'" },
      body: `<!doctype html><title>Broken</title><script>violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective))</script><p style="color: red">Red</p>`,
    })
    const page = await pages.browser.newPage()
    await page.goto(`${pages.site.origin}/broken`)
    expect(await page.evaluate('violations')).not.toEqual([])
  })

  test('styles are never inline', async () => {
    const page = await pages.open({ html: shop })
    await show(page, overlay('card', everyBlock))
    expect(await page.locator('attune-surfaces [style]').count()).toBe(0)
    expect(await page.locator('attune-surfaces style').count()).toBe(0)
  })
})
