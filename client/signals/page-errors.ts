import type { Page } from './page.ts'
import { createTrouble } from './trouble.ts'

/**
 * Errors of the page's scripts and requests that its server failed to answer. Only their kind and
 * place are told: messages quote what people typed.
 */
export function watchPageErrors(page: Page): void {
  const trouble = createTrouble(page, 'Page Errored')
  const tell = (name: string, address = '', line = 0) => {
    const source = address.replace(/[?#].*/, '')
    // Not the visitor's browser extensions, and not a request that the page itself gave up.
    if (/^(http|$)/.test(source) && name !== 'AbortError') trouble({ name, source, line })
  }

  addEventListener(
    'error',
    page.guard(({ error, message, filename, lineno }) => {
      // Browsers report a harmless delay of layout under this name.
      if (!message.startsWith('ResizeObs')) tell(nameOf(error), filename, lineno)
    })
  )
  addEventListener(
    'unhandledrejection',
    page.guard(({ reason }) => tell(nameOf(reason)))
  )
  // Also the requests from before this module came. Ours fail without the visitor noticing.
  new PerformanceObserver(
    page.guard((list) => {
      for (const { name, responseStatus } of list.getEntries() as PerformanceResourceTiming[])
        if (responseStatus >= 500 && !name.startsWith(`${page.settings.endpoint}/v1/`))
          tell(`HTTP ${responseStatus}`, name)
    })
  ).observe({ type: 'resource', buffered: true })
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'Error')
