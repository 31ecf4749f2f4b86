import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Block } from '../../shared/content/content.ts'
import { outcomesIn, overlay, shop, show } from './parts/overlays.ts'
import { openPages, type Pages, saidIn } from './parts/pages.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('surfaces')
})
afterAll(() => pages.close())

const open = (html = shop): Promise<Page> => pages.open({ html })

const text = (words: string): Block => ({ type: 'text', text: words })
const button = (words: string, does?: 'dismiss'): Block => ({
  type: 'button',
  text: words,
  ...(does && { does }),
})

/** What has the focus, through shadow roots. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    return active ? active.localName + (active.id && `#${active.id}`) : ''
  })

describe('a modal', () => {
  const modal = overlay('modal', [text('Ten per cent'), button('Take it')])

  test('takes the focus, keeps it inside, and makes the page inert', async () => {
    const page = await open()
    await page.focus('#buy')
    await show(page, modal)
    expect(await focused(page)).toBe('dialog')
    const seen: string[] = []
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab')
      seen.push(await focused(page))
    }
    expect(seen).toContain('button')
    expect(seen.some((one) => one.includes('#'))).toBe(false)
    await page.mouse.click(20, 400)
    expect(await page.getAttribute('#buy', 'data-clicked')).toBeNull()
  })

  test('is dismissed by Escape, and the focus goes back', async () => {
    const page = await open()
    await page.focus('#buy')
    await show(page, modal)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('dialog').count()).toBe(0)
    expect(await focused(page)).toBe('button#buy')
    expect(await outcomesIn(page)).toEqual(['modal rendered', 'modal dismissed'])
  })

  test('is dismissed by a click beside it, not by one on it', async () => {
    const page = await open()
    await show(page, modal)
    await page.getByText('Ten per cent').click()
    expect(await page.locator('dialog').count()).toBe(1)
    await page.mouse.click(10, 10)
    expect(await page.locator('dialog').count()).toBe(0)
    expect(await outcomesIn(page)).toContain('modal dismissed')
  })

  test('is dismissed by its cross, named in the language of the page', async () => {
    const page = await open()
    await page.evaluate(() => {
      document.documentElement.lang = 'de-AT'
    })
    await show(page, modal)
    await page.getByRole('button', { name: 'Schließen' }).click()
    expect(await page.locator('dialog').count()).toBe(0)
    expect(await outcomesIn(page)).toContain('modal dismissed')
  })

  test('waits for a dialog of the page', async () => {
    const page = await open(`${shop}<dialog open style="position:fixed;inset:0">Cookies?</dialog>`)
    await show(page, modal)
    await page.waitForTimeout(1200)
    expect(await page.locator('attune-surfaces dialog').count()).toBe(0)
    await page.evaluate(() => document.querySelector('dialog')?.close())
    await page.locator('attune-surfaces dialog').waitFor()
  })

  test.each([
    ['hidden', 'hidden'],
    ['transparent', 'style="opacity:0"'],
    ['moved out of sight', 'style="position:fixed;left:-9999px"'],
  ])('does not wait for a dialog that is %s', async (_, how) => {
    const page = await open(`${shop}<div role="dialog" aria-modal="true" ${how}>Menu</div>`)
    await show(page, modal)
    expect(await page.locator('attune-surfaces dialog').count()).toBe(1)
  })

  test('does not interrupt somebody who is writing', async () => {
    const page = await open()
    await page.focus('#search')
    await show(page, modal)
    await page.waitForTimeout(1200)
    expect(await page.locator('dialog').count()).toBe(0)
    await page.evaluate(() => document.querySelector<HTMLElement>('#search')?.blur())
    await page.locator('dialog').waitFor()
  })

  test('reports one rendering however often it is decided, and the click on its button', async () => {
    const page = await open()
    await show(page, modal)
    await show(page, modal)
    await page.getByRole('button', { name: 'Take it' }).click()
    expect(await page.locator('dialog').count()).toBe(1)
    expect(await outcomesIn(page)).toEqual(['modal rendered', 'modal clicked'])
  })
})

describe('overlays in line', () => {
  test('a second modal waits until the first has gone, and a breath', async () => {
    const page = await open()
    await show(page, overlay('modal', [text('First')], 'first'))
    await show(page, overlay('modal', [text('Second')], 'second'))
    expect(await page.locator('dialog').count()).toBe(1)
    await page.keyboard.press('Escape')
    await page.waitForTimeout(300)
    expect(await page.locator('dialog').count()).toBe(0)
    await page.getByText('Second').waitFor()
    expect(await page.locator('dialog').count()).toBe(1)
  })

  test('nothing comes up beside a modal', async () => {
    const page = await open()
    await show(page, overlay('modal', [text('First')]))
    await show(page, overlay('banner', [text('Shipping is free')]))
    await page.waitForTimeout(1200)
    expect(await page.getByText('Shipping is free').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByText('Shipping is free').waitFor()
  })

  test('a phone has one overlay at a time', async () => {
    const page = await pages.open({
      html: shop,
      context: { viewport: { width: 375, height: 720 } },
    })
    await show(page, overlay('banner', [text('Shipping is free')]))
    await show(page, overlay('card', [text('Still looking?')]))
    expect(await page.getByText('Still looking?').count()).toBe(0)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByText('Still looking?').waitFor()
  })

  test('what is shown goes when the router shows another page, unless it is decided again', async () => {
    const page = await open()
    await show(page, overlay('modal', [text('Ten per cent')]))
    await page.keyboard.press('Escape')
    await show(page, overlay('banner', [text('Shipping is free')]))
    await show(page, overlay('card', [text('Still looking?')]))
    await page.evaluate(() => {
      history.pushState(null, '', '/hats')
      window.core.show()
    })
    await show(page, overlay('banner', [text('Shipping is free')]))
    await expect.poll(() => page.getByText('Still looking?').count(), { timeout: 3_000 }).toBe(0)
    expect(await page.getByText('Shipping is free').count()).toBe(1)
    expect(await outcomesIn(page)).not.toContain('card dismissed')
  })

  test('a modal goes at once when the router shows another page', async () => {
    const page = await open()
    await show(page, overlay('modal', [text('Ten per cent')]))
    await page.evaluate(() => {
      history.pushState(null, '', '/hats')
      window.core.show()
    })
    expect(await page.locator('dialog').count()).toBe(0)
    expect(await outcomesIn(page)).toEqual(['modal rendered'])
  })

  test('a page that comes back as it was keeps what it shows', async () => {
    const page = await open()
    await show(page, overlay('banner', [text('Shipping is free')]))
    await page.evaluate(() => window.core.show())
    await page.waitForTimeout(1200)
    expect(await page.getByText('Shipping is free').count()).toBe(1)
  })
})

describe('banner, card and toast', () => {
  test('a banner and a card are landmarks with a name; a toast is a status', async () => {
    const page = await open()
    await show(page, overlay('banner', [text('Shipping is free')]))
    await show(page, overlay('card', [{ type: 'heading', text: 'Still looking?' }]))
    await show(page, overlay('toast', [text('Back in stock')]))
    await page.getByRole('region', { name: 'Shipping is free' }).waitFor()
    await page.getByRole('region', { name: 'Still looking?' }).waitFor()
    expect(await page.getByRole('status').innerText()).toContain('Back in stock')
  })

  test('Escape dismisses the one that has the focus, which goes back', async () => {
    const page = await open()
    await show(page, overlay('card', [button('Take it')]))
    await page.focus('#buy')
    await page.keyboard.press('Escape')
    expect(await page.getByText('Take it').count()).toBe(1)
    await page.getByRole('button', { name: 'Take it' }).focus()
    await page.keyboard.press('Escape')
    expect(await page.getByText('Take it').count()).toBe(0)
    expect(await focused(page)).toBe('button#buy')
    expect(await outcomesIn(page)).toContain('card dismissed')
  })

  test('a button that dismisses does so', async () => {
    const page = await open()
    await show(page, overlay('card', [text('Still looking?'), button('Not now', 'dismiss')]))
    await page.getByRole('button', { name: 'Not now' }).click()
    expect(await page.getByText('Still looking?').count()).toBe(0)
    expect(await outcomesIn(page)).toEqual(['card rendered', 'card dismissed'])
  })

  test('a toast goes by itself, which is no dismissal', async () => {
    const page = await open()
    await show(page, overlay('toast', [text('Hi')]))
    await expect
      .poll(() => page.getByText('Hi').count(), { timeout: 12_000, interval: 500 })
      .toBe(0)
    expect(await outcomesIn(page)).toEqual(['toast rendered', 'toast viewed'])
  })

  test('a toast with something to do, or pointed at, stays', async () => {
    const page = await open()
    await show(page, overlay('toast', [text('Hi'), button('Undo')]))
    const other = await open()
    await show(other, overlay('toast', [text('Hi')]))
    await other.getByText('Hi').hover()
    await other.waitForTimeout(9_000)
    expect(await page.getByText('Hi').count()).toBe(1)
    expect(await other.getByText('Hi').count()).toBe(1)
  })

  test('nothing of the page moves, whatever its style sheet says about elements of its body', async () => {
    const html = `<style>body > * { margin: 40px !important; transform: scale(.5); display: grid !important; position: relative !important } * + * { margin-top: 30px }</style>${shop}`
    const page = await pages.open({ html, context: { reducedMotion: 'reduce' } })
    const measure = () =>
      page.evaluate(() => [
        document.documentElement.scrollHeight,
        document.querySelector('#buy')?.getBoundingClientRect().top,
      ])
    const before = await measure()
    await show(page, overlay('banner', [text('Shipping is free')]))
    expect(await measure()).toEqual(before)
    const box = await page.getByRole('region').boundingBox()
    expect(box).toMatchObject({ x: 0, width: 1280 })
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(720)
  })

  test('every target is at least 24 pixels wide and high, the buttons 44', async () => {
    const page = await open()
    await show(page, overlay('card', [button('Take it'), button('Not now', 'dismiss')]))
    for (const target of await page.locator('attune-surfaces button').all()) {
      const box = await target.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(43.9)
    }
  })

  test('nothing moves for somebody who asked for less motion', async () => {
    const page = await pages.open({ html: shop, context: { reducedMotion: 'reduce' } })
    await show(page, overlay('card', [text('Still looking?')]))
    const moving = await page
      .locator('attune-surfaces section')
      .evaluate((panel) => panel.getAnimations().length)
    expect(moving).toBe(0)
  })

  test('the site dresses it by properties and by parts', async () => {
    const page = await open(
      `<style>:root { --attune-background: rgb(1, 2, 3) } attune-surfaces::part(spring) { border-radius: 33px }</style>${shop}`
    )
    const decision = overlay('card', [text('Still looking?')])
    if (decision.content.type === 'blocks') decision.content.classes = ['spring']
    await show(page, decision)
    const style = await page.locator('attune-surfaces section').evaluate((panel) => {
      const { backgroundColor, borderTopLeftRadius } = getComputedStyle(panel)
      return { backgroundColor, borderTopLeftRadius }
    })
    expect(style).toEqual({ backgroundColor: 'rgb(1, 2, 3)', borderTopLeftRadius: '33px' })
  })
})

describe('blocks that need code', () => {
  const form: Block = {
    type: 'form',
    event: 'Newsletter Subscribed',
    submit: 'Send',
    thanks: 'Thank you!',
    fields: [
      { name: 'email', label: 'E-mail', input: 'email', required: true },
      { name: 'news', label: 'Keep me posted', input: 'checkbox' },
    ],
  }

  test('a form becomes its event and the conversion of its decision, and says thanks', async () => {
    const page = await open()
    await show(page, overlay('modal', [form]))
    await page.getByRole('button', { name: 'Send' }).click()
    expect((await saidIn(page)).events).toEqual([])
    await page.getByLabel('E-mail').fill('ada@example.com')
    await page.getByLabel('Keep me posted').check()
    await page.getByRole('button', { name: 'Send' }).click()
    expect((await saidIn(page)).events).toEqual([
      { event: 'Newsletter Subscribed', properties: { email: 'ada@example.com', news: true } },
    ])
    expect(await outcomesIn(page)).toContain('modal converted')
    expect(await page.getByText('Thank you!').count()).toBe(1)
    expect(await page.getByRole('status').last().innerText()).toBe('Thank you!')
  })

  test('in place, they stand in their slot', async () => {
    const page = await open('<div data-attune-slot="news">Default</div>')
    await show(page, {
      slot: 'news',
      id: 'd',
      action: 'news',
      content: { type: 'blocks', blocks: [form] },
    })
    expect(await page.locator('[data-attune-slot] form').count()).toBe(1)
  })

  test('a countdown speaks the language of the page and ends with its last word', async () => {
    const page = await open()
    await page.evaluate(() => {
      document.documentElement.lang = 'de'
    })
    const until = (ms: number) => new Date(Date.now() + ms).toISOString()
    await show(
      page,
      overlay('card', [
        { type: 'countdown', until: until(2 * 86_400_000 + 3_600_500), text: 'Noch' },
        { type: 'countdown', until: until(1_500), text: 'Noch', after: 'Vorbei' },
      ])
    )
    const lines = page.locator('.attune-countdown')
    expect(await lines.first().innerText()).toBe('Noch 2 Tage 1 Stunde')
    await page.getByText('Vorbei').waitFor()
  })

  test('a countdown whose end nobody can read says nothing', async () => {
    const page = await open()
    await show(page, overlay('card', [text('Hi'), { type: 'countdown', until: 'soon' }]))
    expect(await page.locator('.attune-countdown').innerText()).toBe('')
  })
})
