import { guard } from '../guard.ts'

const outlets = new WeakMap<Element, HTMLSlotElement>()

/** Some elements (links, buttons, lists) cannot have a shadow root, some have one already. */
const openRoot = guard((element: Element) => element.attachShadow({ mode: 'closed' }))

/**
 * Shows `content` instead of what is in `element`, through an outlet in a shadow root: naming it shows
 * ours, un-naming it shows the default again. The default stays where it is in the page's own tree, so
 * that a framework which goes on rendering there never meets a node that has gone.
 */
export const replaceContent = (element: Element, content: HTMLElement): (() => void) => {
  let outlet = outlets.get(element)
  const root = outlet ? undefined : openRoot(element)
  if (root) {
    outlet = document.createElement('slot')
    outlets.set(element, outlet)
    root.append(outlet)
  }
  if (outlet) {
    const { name } = outlet
    outlet.name = content.slot = 'attune'
    element.append(content)
    return () => {
      content.remove()
      if (outlet) outlet.name = name
    }
  }
  const before = [...element.childNodes]
  element.replaceChildren(content)
  return () => {
    if (content.parentNode === element) element.replaceChildren(...before)
  }
}
