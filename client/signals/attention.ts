import type { Page } from './page.ts'

/**
 * How long the page was looked at, how far down, and how often the visitor came back to it. Told
 * whenever the page hides or gives way to another; the seconds are those since the last time, so
 * that they add up.
 */
export function watchAttention(page: Page): void {
  let path = ''
  let deepest = 0
  let returns = 0
  let visibleSince: number | undefined

  const report = () => {
    const seconds = Math.round((performance.now() - (visibleSince ?? Infinity)) / 100) / 10
    visibleSince = undefined
    if (seconds > 0)
      page.tell('Page Engaged', { path, visible_seconds: seconds, scroll_depth: deepest, returns })
  }
  const measure = (box = document.scrollingElement) => {
    if (box?.scrollHeight)
      deepest = Math.max(
        deepest,
        Math.round(((box.scrollTop + box.clientHeight) / box.scrollHeight) * 100)
      )
  }
  const look = (since: number) => {
    if (!document.hidden) visibleSince = since
  }

  page.onShow(() => {
    report()
    path = location.pathname
    deepest = returns = 0
    look(performance.now())
    page.after(1000, measure)
  })
  // This module came when the page was idle; the page was in sight before that: since it was opened,
  // or came to the front, or was activated after prerendering. (Only Chromium remembers the latter two.)
  look(performance.getEntriesByType('visibility-state').pop()?.startTime ?? 0)

  page.onHide(() => {
    measure()
    report()
  })
  page.listen('visibilitychange', () => {
    look(performance.now())
    if (visibleSince) returns++
  })

  // Where the visitor comes to rest counts, not what flies by; and a page at rest is cheap to measure.
  let timer = 0
  page.listen('scroll', (box) => {
    clearTimeout(timer)
    timer = page.after(200, () => {
      measure()
      // Many applications scroll a main element and never the document.
      if (box.clientHeight * 2 > innerHeight) measure(box)
    })
  })
}
