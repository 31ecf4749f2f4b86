import type { PageDecision } from '../../shared/api/page-api.ts'
import type { Host } from '../host.ts'
import { mindFocus } from './focus.ts'
import { isBadMoment } from './manners.ts'
import { openModal } from './modal.ts'
import type { Overlay, OverlayKind } from './overlay.ts'
import { buildPanel } from './panel.ts'
import { createStage } from './stage.ts'
import { letToastGo } from './toast.ts'

const pauseMs = 1000
/** How long the page's router may take until an overlay of the page before is decided again, or goes. */
const patienceMs = 1000

/** The overlays of a page. */
export interface Surfaces {
  /** Shows an overlay at the next good moment. */
  add(overlay: Overlay): void
}

interface Open {
  overlay: Overlay
  close(): void
  /** Shown on the page before, and not decided again yet. */
  isStale: boolean
}

/**
 * Overlays stand in line: one of a kind at a time, nothing above or beside a modal, a pause between
 * two, and the page's own dialogs first.
 */
export function createSurfaces(host: Host): Surfaces {
  const waiting = new Set<Overlay>()
  const open = new Map<OverlayKind, Open>()
  const stage = createStage()
  let isDue = false

  const advanceLater = () => {
    if (!isDue) setTimeout(host.guard(advance), pauseMs)
    isDue = true
  }
  const advance = () => {
    isDue = false
    for (const overlay of waiting) {
      const { surface } = overlay
      if (open.has(surface) || open.has('modal') || isBadMoment(surface, open.size)) continue
      waiting.delete(overlay)
      enter(overlay)
    }
    // Nothing tells when a dialog of the page closes: ask again.
    if (waiting.size) advanceLater()
  }

  const enter = (overlay: Overlay) => {
    const { decision, surface } = overlay
    const panel = buildPanel(overlay, host)
    const close = () => {
      if (open.get(surface)?.overlay !== overlay) return
      open.delete(surface)
      leave()
      panel.remove()
      advanceLater()
    }
    const dismiss = () => {
      host.outcome(decision, 'dismissed')
      close()
    }
    stage.place(panel, surface)
    const leave =
      surface === 'modal' ? openModal(panel, dismiss, host) : mindFocus(panel, dismiss, host)
    open.set(surface, { overlay, close, isStale: false })
    host.watch(panel, decision, close)
    if (surface === 'toast') letToastGo(panel, close, host)
  }

  let address = ''
  host.onShow(() => {
    const before = address
    address = location.href
    // Back from the back/forward cache: the same page, with everything on it.
    if (!before || before === address) return
    waiting.clear()
    open.get('modal')?.close()
    for (const one of open.values()) one.isStale = true
    const sweep = () => {
      for (const { isStale, close } of open.values()) if (isStale) close()
    }
    setTimeout(host.guard(sweep), patienceMs)
  })

  return {
    add(overlay) {
      const isKnown = ({ decision }: Overlay) => isSame(decision, overlay.decision)
      const shown = open.get(overlay.surface)
      if (shown && isKnown(shown.overlay)) shown.isStale = false
      else if (![...waiting].some(isKnown)) waiting.add(overlay)
      advance()
    },
  }
}

const isSame = (one: PageDecision, other: PageDecision) =>
  one.slot === other.slot && one.action === other.action && one.variant === other.variant
