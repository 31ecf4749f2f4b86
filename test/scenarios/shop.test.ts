import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openVisitor, type Visitor } from './tools/browser.ts'
import { keptBy, startClicking, stopClicking, visitorOf } from './tools/clicking.ts'
import {
  comesToSee,
  heroIn,
  lookQuicklyAt,
  openQuickLook,
  putInCart,
  signIn,
  visitProduct,
} from './tools/shopping.ts'
import { openStage, type Stage } from './tools/stage.ts'

const lamps = ['paper-pendant', 'arc-floor-lamp', 'glass-lantern']
const welcome = 'Calm things for the home'
/** The hero for lamps is worded in two ways, half of the people see each. */
const lampWords = /Good light, long evenings|One lamp changes a room/

let stage: Stage
let visitor: Visitor
let page: Page

beforeAll(async () => {
  stage = await openStage(8842)
})
afterAll(() => stage?.close())

beforeEach(async () => {
  visitor = await openVisitor()
  page = visitor.page
})
afterEach(async () => {
  await visitor.leave()
  expect(visitor.faults).toEqual([])
})

const open = (path: string) => page.goto(new URL(path, stage.shop.url).href)

describe('somebody who looks at three lamps', () => {
  it('finds lamps in the hero of the next page', async () => {
    await open('/')
    expect(await heroIn(page)).toBe(welcome)
    for (const lamp of lamps) await visitProduct(page, stage.shop, lamp)
    await comesToSee(page, stage.shop.url, page.getByRole('heading', { name: lampWords }))
  })

  it('sees the hero change in place, with the answer to the very event that tips the balance', async () => {
    await open('/')
    await page.evaluate(() => Object.assign(window, { isSamePage: true }))
    const answers: { sent: string; decided: string[] }[] = []
    page.on('response', async (response) => {
      if (!response.url().endsWith('/v1/events')) return
      const { decisions } = await response.json()
      const sent = response.request().postData() ?? ''
      answers.push({ sent, decided: decisions.map((one: { action: string }) => one.action) })
    })
    for (const lamp of lamps.slice(0, 2)) await lookQuicklyAt(page, lamp)
    expect(await heroIn(page)).toBe(welcome)
    await lookQuicklyAt(page, 'glass-lantern')
    await expect.poll(() => heroIn(page)).toMatch(lampWords)

    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
    const first = answers.find(({ decided }) => decided.includes('hero-lighting'))
    expect(first?.sent).toContain('glass-lantern')
  })
})

describe('somebody who leaves with something in the cart', () => {
  it('is told that it is still there on coming back', async () => {
    await putInCart(page, stage.shop, 'wool-throw')
    const notice = page.locator('.notice')
    await comesToSee(page, stage.shop.url, notice.getByText('Still in your cart: Wool throw, €79'))
    expect(await notice.locator('img').getAttribute('src')).toMatch(/\/pictures\/wool-throw\.svg$/)
    await notice.getByRole('link', { name: 'Go to the cart' }).click()
    expect(new URL(page.url()).pathname).toBe('/cart')
  })

  it('is not reminded any more, once the till has sold it', async () => {
    await signIn(page, stage.shop, 'Mei Tanaka')
    await putInCart(page, stage.shop, 'wool-throw')
    const notice = page.locator('.notice')
    await comesToSee(page, stage.shop.url, notice.getByText('Still in your cart: Wool throw'))

    // Another browser: the till's. Nothing of this sale passes through the visitor's page.
    const sale = await fetch(`${stage.shop.url}/till`, {
      method: 'POST',
      body: new URLSearchParams({ customer: 'u-mei', product: 'wool-throw' }),
    })
    expect(sale.ok).toBe(true)
    await expect
      .poll(async () => (await stage.profile('user_id:u-mei')).events)
      .toHaveProperty('Order Completed')

    await comesToSee(page, stage.shop.url, page.getByText('Goes with your Wool throw'))
    expect(await notice.innerText()).not.toContain('Wool throw')
  })
})

describe('somebody who has just bought', () => {
  it('is offered what goes with it', async () => {
    await putInCart(page, stage.shop, 'speckled-mugs')
    await page.getByRole('button', { name: 'Place the order' }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await comesToSee(page, stage.shop.url, page.getByText('Goes with your Speckled mugs'))
  })
})

describe('somebody with an open complaint', () => {
  it('hears from a person, is sold nothing, and is sold to again once it is settled', async () => {
    for (const lamp of lamps) await visitProduct(page, stage.shop, lamp)
    await open('/help')
    await page.getByRole('button', { name: 'Send it' }).click()
    await page.getByText('We have your message').waitFor()
    await comesToSee(page, `${stage.shop.url}/help`, page.getByText('Ines from our team'))
    await open('/')
    await page.waitForTimeout(600)
    expect(await heroIn(page)).toBe(welcome)

    await open('/help')
    await page.getByRole('button', { name: 'It is settled' }).click()
    await page.getByText('What went wrong?').waitFor()
    await comesToSee(page, stage.shop.url, page.getByRole('heading', { name: lampWords }))
  })
})

describe('somebody at the counter of the street shop', () => {
  it('is served by staff who know what to ask', async () => {
    await signIn(page, stage.shop, 'Ben Okafor')
    for (const lamp of lamps) await visitProduct(page, stage.shop, lamp)
    await open('/till?customer=u-ben')
    await page.getByText('seen the new things for the lighting department').waitFor()
  })
})

describe('a server that is killed while a visitor clicks', () => {
  it('gets every event that was stored in the page, once', async () => {
    const visitorId = visitorOf(page)
    await open('/')
    await startClicking(page)
    const kept = () => keptBy(page)
    const patient = { timeout: 15_000 }
    for (let round = 1; round <= 3; round++) {
      await expect.poll(kept, patient).toBeGreaterThan(round * 40)
      await stage.cut()
      await expect.poll(kept, patient).toBeGreaterThan(round * 40 + 20)
      await stage.restore()
    }
    const clicks = await stopClicking(page)
    expect(new Set(clicks)).toEqual(new Set(['stored']))

    const ref = `anonymous_id:${await visitorId}`
    const counted = async () => (await stage.profile(ref)).events['Lamp Clicked']?.count
    await expect.poll(counted, { timeout: 30_000 }).toBe(clicks.length)
  })
})

describe('a page whose Attune is out of reach', () => {
  const shows = async (words: string) => {
    await open('/')
    await page.waitForLoadState('load')
    // Longer than any slot may stay hidden.
    await page.waitForTimeout(600)
    expect(await heroIn(page)).toBe(words)
    expect(await page.locator('.notice').innerText()).toContain('Free delivery')
  }

  it('shows its default content when the script is blocked', async () => {
    await page.route('**/attune.js', (route) => route.abort('blockedbyclient'))
    await shows(welcome)
  })

  it('shows its default content when the server is gone', async () => {
    await stage.cut()
    try {
      await shows(welcome)
      await openQuickLook(page, 'glass-lantern')
    } finally {
      await stage.restore()
    }
  })

  it('shows its default content when the server never answers', async () => {
    await page.route('**/v1/**', () => undefined)
    await shows(welcome)
  })

  it('shows its default content when the browser denies all storage', async () => {
    await visitor.leave()
    visitor = await openVisitor({ isStorageDenied: true })
    page = visitor.page
    await shows(welcome)
  })
})
