import type { Page } from 'playwright-core'
import type {} from '../../../client/api.ts'

declare global {
  interface Window {
    /** How each click was kept, in order. */
    kept: string[]
    isClicking: boolean
  }
}

/** Lets the page's own code track a click every few milliseconds, whatever becomes of the server. */
export async function startClicking(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.kept = []
    window.isClicking = true
    const click = async () => {
      window.kept.push(
        String(await window.attune?.('track', 'Lamp Clicked', { n: window.kept.length }))
      )
      if (window.isClicking) setTimeout(click, 15)
    }
    void click()
  })
}

/** How many clicks the page has acknowledged as stored. */
export const keptBy = (page: Page): Promise<number> => page.evaluate(() => window.kept.length)

/** Ends the clicking; answers how each click was kept. */
export async function stopClicking(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    window.isClicking = false
  })
  // The last click is acknowledged by the time another task has run.
  await page.waitForTimeout(200)
  return page.evaluate(() => window.kept)
}

/** The device's id, as the page tells it to the edge. */
export async function visitorOf(page: Page): Promise<string> {
  const request = await page.waitForRequest((one) => one.url().endsWith('/v1/events'))
  return JSON.parse(request.postData() ?? '{}').visitor
}
