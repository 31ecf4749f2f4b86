import type { OverlayKind } from './overlay.ts'
import css from './surfaces.css'

/** Where overlays stand: below the page's content in the document, above it on the screen. */
export interface Stage {
  place(panel: Element, surface: OverlayKind): void
}

/**
 * A shadow root, so that neither the page's styles nor ours reach the other's elements. Styles come
 * as a constructed sheet, which no content security policy has to allow.
 */
export function createStage(): Stage {
  const stage = document.createElement('attune-surfaces')
  const root = stage.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const edge = (name: string) => {
    const made = document.createElement('div')
    made.className = name
    root.append(made)
    return made
  }
  const top = edge('top')
  // Assistive technology must know a live region before it says something.
  top.setAttribute('role', 'status')
  const bottom = edge('bottom')

  return {
    place(panel, surface) {
      // Single-page routers may have taken the whole body away, and the stage with it.
      if (!stage.isConnected) document.body.append(stage)
      if (surface === 'modal') root.append(panel)
      else if (surface === 'toast') top.append(panel)
      // A card stands on the banner, whichever came first.
      else if (surface === 'card') bottom.prepend(panel)
      else bottom.append(panel)
    },
  }
}
