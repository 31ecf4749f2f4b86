import { guard } from '../guard.ts'

/** Frameworks may put slots into the page long after it was parsed, but not for ever. */
const watchMs = 10_000

/**
 * Calls, at most once a frame and before that frame is painted, when elements have come or gone. Watches
 * for a while each time the answered function is called, so that a busy page does not pay for ever.
 */
export const createWatch = (run: () => unknown): (() => void) => {
  let isDue = false
  let timer = 0
  const onFrame = guard(() => {
    isDue = false
    return run()
  })
  const due = (): void => {
    if (!isDue) requestAnimationFrame(onFrame)
    isDue = true
  }
  let observer: MutationObserver | undefined
  return guard(() => {
    observer ??= new MutationObserver(due)
    // Much may have come or gone before anybody watched.
    due()
    clearTimeout(timer)
    observer.observe(document, { childList: true, subtree: true })
    timer = setTimeout(() => observer?.disconnect(), watchMs)
  })
}
