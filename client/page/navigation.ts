import { guard, listen } from '../guard.ts'

const withoutHash = (href: string): string => href.split('#', 1).join()

/** Frameworks draw the new page, and name it, a moment after its address has changed. */
const settleMs = 50

/**
 * Calls when the page's own router has gone somewhere else without loading a document. Changes of the
 * hash alone and `replaceState` (filters, canonical addresses) are no navigation. `start` is the address
 * that is known already.
 */
export const onNavigated = (start: string, run: (from: string) => void): void => {
  const show = guard(run)
  let current = withoutHash(start)
  const check = guard((isReplaced?: boolean) => {
    const from = current
    current = withoutHash(location.href)
    if (from !== current && !isReplaced) setTimeout(show, settleMs, from)
  })
  check()
  if (window.navigation) {
    window.navigation.addEventListener('currententrychange', ({ navigationType }) =>
      check(navigationType === 'replace')
    )
    return
  }
  const push = history.pushState
  history.pushState = function (...entry) {
    push.apply(this, entry)
    check()
  }
  listen(window, 'popstate', () => check())
}
