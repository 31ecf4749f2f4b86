import type { Page } from 'playwright-core'

/** Calls `attune(…)` in the page, as the site's own code does, and answers what came of it. */
export function call(page: Page, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(
    (given) => (window as unknown as { attune(...args: unknown[]): unknown }).attune(...given),
    args
  )
}
