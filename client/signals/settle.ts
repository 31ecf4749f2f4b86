import type { Page } from './page.ts'

const settledMs = 1000

/**
 * Runs once per showing, a second after it began or when the page hides before that. By then markup
 * and data that come late are there, and what the page's own code had to say has been said.
 */
export function whenSettled(page: Page, run: () => void): void {
  let timer = 0
  const settle = () => {
    if (timer) run()
    timer = 0
  }
  page.onShow(() => {
    clearTimeout(timer)
    timer = page.after(settledMs, settle)
  })
  page.onHide(settle)
}
