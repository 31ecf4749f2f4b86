import css from './inspector.css'

/** A place of the inspector's own, where the page's styles end and ours begin. */
export function openShadow(): ShadowRoot {
  const root = document.createElement('attune-inspector').attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  document.body.append(root.host)
  return root
}
