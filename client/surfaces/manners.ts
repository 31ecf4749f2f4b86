import type { OverlayKind } from './overlay.ts'

const narrowPx = 600
const editable = 'input, select, textarea, [contenteditable]'

/**
 * Whether now is a bad moment: the page asks something itself, a film fills the screen, a phone's has
 * another overlay on it already, or the visitor is writing, which a modal would interrupt.
 */
export function isBadMoment(surface: OverlayKind, others: number): boolean {
  if (document.fullscreenElement || (others && innerWidth < narrowPx)) return true
  if (surface === 'modal' && document.activeElement?.matches(editable)) return true
  return [...document.querySelectorAll('dialog[open], [aria-modal=true]')].some(isSeen)
}

/** Pages keep closed dialogs around: without a box, transparent, or moved out of sight. */
function isSeen(dialog: Element): boolean {
  if (dialog.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) === false)
    return false
  const { width, height, top, bottom, left, right } = dialog.getBoundingClientRect()
  const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
  return width > 0 && height > 0 && isInView
}
