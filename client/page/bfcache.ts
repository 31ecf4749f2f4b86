import { listen } from '../guard.ts'
import type { Outbox } from '../store/outbox.ts'

/** Calls when the page returns from the back/forward cache: a new showing of a page that never went. */
export const onRestored = (run: () => unknown): void =>
  listen(window, 'pageshow', (event: PageTransitionEvent) => event.persisted && run())

/**
 * Answers a function that holds back writes from now until the page returns. A page that goes into the
 * cache with a transaction begun would block those of the next page, and be thrown out for it.
 */
export const createPause = (outbox: Outbox): (() => void) => {
  let resume = (): void => undefined
  onRestored(() => resume())
  return () => {
    resume()
    void outbox.inTurn(
      () =>
        new Promise<void>((resolve) => {
          resume = resolve
        })
    )
  }
}
