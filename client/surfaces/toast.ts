import type { Host } from '../host.ts'

/**
 * Lets a toast go by itself after the time that reading it takes. It stays while it is pointed at or
 * has the focus, and for good when there is something to do in it: not everybody is quick.
 */
export function letToastGo(panel: HTMLElement, close: () => void, host: Host): void {
  if (panel.querySelector('a, input, .body button')) return
  let seconds = 6 + (panel.textContent ?? '').length / 15
  const tick = host.guard(() => {
    if (!panel.isConnected) return
    if (!document.hidden && !panel.matches(':hover, :focus-within')) seconds--
    if (seconds < 0) close()
    else setTimeout(tick, 1000)
  })
  tick()
}
