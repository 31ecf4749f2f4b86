import type { Host } from '../host.ts'

/**
 * Opens a panel as a native modal dialog: the browser keeps the focus inside, makes the page inert,
 * closes on Escape and on a phone's back gesture, and puts the focus back. Answers how to close it.
 */
export function openModal(panel: HTMLElement, dismiss: () => void, host: Host): () => void {
  const dialog = panel as HTMLDialogElement
  dialog.addEventListener(
    'close',
    host.guard(() => {
      // Whoever closes it otherwise takes it off the page in the same breath.
      if (dialog.isConnected) dismiss()
    })
  )
  dialog.addEventListener(
    'pointerdown',
    host.guard(({ target, clientX: x, clientY: y }) => {
      const box = dialog.getBoundingClientRect()
      const isInside = x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
      if (target === dialog && !isInside) dismiss()
    })
  )
  dialog.showModal()
  // Focus on the dialog itself: it is read from its beginning, and no button is pressed by accident.
  dialog.tabIndex = -1
  dialog.focus()
  return () => dialog.close()
}
