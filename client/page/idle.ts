import { guard, listen } from '../guard.ts'

/** Calls when the page has loaded and has nothing better to do. */
export const whenIdle = (run: () => unknown): void => {
  const idle = guard(run)
  const wait = (): unknown =>
    // Safari has none.
    window.requestIdleCallback?.(() => idle(), { timeout: 3_000 }) ?? setTimeout(idle, 500)
  if (document.readyState === 'complete') wait()
  else listen(window, 'load', wait)
}
