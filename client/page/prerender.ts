import { listen } from '../guard.ts'

/**
 * Whether nobody has been able to see the page yet: it is prerendered, which browsers call hidden too, or
 * was opened in the background.
 */
export const isUnseen = (): boolean => document.hidden

/** Calls once, when the page is first really shown: at once, or when it is activated or brought to the front. */
export const whenSeen = (run: () => unknown): void => {
  if (isUnseen()) listen(document, 'visibilitychange', () => whenSeen(run), { once: true })
  else run()
}
