import { listen } from '../guard.ts'

/**
 * Calls each time the page goes out of sight, which may be for good: the tab is left or closed, the page
 * is navigated away from, the phone is locked. `isKept`: it goes into the back/forward cache. `unload` is
 * never listened to: it is not fired on phones and would keep the page out of that cache.
 */
export const onHidden = (run: (isKept?: boolean) => unknown): void => {
  listen(document, 'visibilitychange', () => document.hidden && run())
  // Safari and navigations: fired before, or instead of, the change of visibility.
  listen(window, 'pagehide', ({ persisted }: PageTransitionEvent) => run(persisted))
}

/** Calls each time the page comes back into sight. */
export const onVisible = (run: () => unknown): void =>
  listen(document, 'visibilitychange', () => !document.hidden && run())
