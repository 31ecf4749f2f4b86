import type { Host } from '../host.ts'

/**
 * Lets Escape dismiss a panel that has the focus, and gives the focus back to where it came from.
 * Answers what to do when the panel goes for another reason.
 */
export function mindFocus(panel: HTMLElement, dismiss: () => void, host: Host): () => void {
  let before: EventTarget | null = null
  panel.addEventListener(
    'focusin',
    host.guard(({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !panel.contains(relatedTarget)) before = relatedTarget
    })
  )
  panel.addEventListener(
    'keydown',
    host.guard(({ key }) => {
      if (key === 'Escape') dismiss()
    })
  )
  return () => {
    if (panel.matches(':focus-within') && before instanceof HTMLElement) before.focus()
  }
}
