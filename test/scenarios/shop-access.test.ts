import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningShop, startShop } from '../../examples/shop/server.ts'
import { firstFree } from '../../scripts/local/ports.ts'
import { openVisitor, type Visitor } from './tools/browser.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

let shop: RunningShop
let visitor: Visitor

beforeAll(async () => {
  const attune = {
    url: 'http://localhost:9', // nobody listens there: the shop stands by itself
    site: 'demo',
    publicKey: 'pk_demo',
    secretKey: 'sk_demo',
    snippet: 'window.attune ??= () => undefined',
  }
  shop = await startShop({ port: await firstFree(8845), attune })
  visitor = await openVisitor()
})
afterAll(async () => {
  await visitor?.leave()
  await shop?.close()
})

const paths = [
  '/',
  '/c/kitchen',
  '/p/wool-throw',
  '/search?q=linen',
  '/cart',
  '/account',
  '/till',
  '/till?customer=u-mei',
  '/help',
  '/nowhere',
]

const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 360 },
] as const

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate(() => window.axe.run())
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe.each(looks)(
  'the demo shop, $colorScheme, $width pixels wide',
  ({ colorScheme, width }) => {
    it.each(paths)('has no barrier that axe can find at %s', async (path) => {
      const { page } = visitor
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await page.goto(shop.url + path)
      expect(await violations(page)).toEqual([])
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth
      )
      expect(overflow).toBe(0)
    })
  }
)
