import { listen } from '../guard.ts'

/** Whether nobody has been able to see the page: it is prerendered, or was opened in the background. */
export const isUnseen = (): boolean =>
  (document as { prerendering?: boolean }).prerendering || document.visibilityState === 'hidden'

/** Calls once, when the page is first really shown: at once, or when it is activated or brought to the front. */
export const whenSeen = (run: () => unknown): void => {
  if (!isUnseen()) {
    run()
    return
  }
  // A prerendered page becomes visible when it is activated; which is told first is not promised.
  const isHidden = document.visibilityState === 'hidden'
  const type = isHidden ? 'visibilitychange' : 'prerenderingchange'
  listen(document, type, () => whenSeen(run), { once: true })
}
