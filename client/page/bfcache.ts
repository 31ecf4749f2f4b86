import { listen } from '../guard.ts'

/** Calls when the page returns from the back/forward cache: a new showing of a page that never went. */
export const onRestored = (run: () => unknown): void =>
  listen(window, 'pageshow', (event: PageTransitionEvent) => event.persisted && run())
