import type { Host } from '../host.ts'
import { element } from './element.ts'
import type { SlotView } from './view.ts'

/** A frame around each slot in the page, with a tag that opens its entry. */
export interface Frames {
  element: HTMLElement
  show(views: readonly SlotView[]): void
}

/** Draws above the page without touching it: the frames lie in a layer of their own and follow along. */
export function createFrames(host: Host, reveal: (slot: string) => void): Frames {
  const layer = element('div', 'frames')
  let framed: { frame: HTMLElement; target: Element }[] = []

  const follow = () => {
    // Read everything, then write everything: the page is laid out once.
    const boxes = framed.map(({ target }) => target.getBoundingClientRect())
    framed.forEach(({ frame }, i) => {
      const { x = 0, y = 0, width = 0, height = 0 } = boxes[i] ?? {}
      frame.hidden = !width && !height
      frame.style.transform = `translate(${x}px, ${y}px)`
      frame.style.width = `${width}px`
      frame.style.height = `${height}px`
    })
  }
  let request = 0
  const followSoon = host.guard(() => {
    cancelAnimationFrame(request)
    request = requestAnimationFrame(host.guard(follow))
  })
  document.addEventListener('scroll', followSoon, { capture: true, passive: true })
  addEventListener('resize', followSoon)
  const observer = new ResizeObserver(followSoon)

  return {
    element: layer,
    show(views) {
      observer.disconnect()
      // The page's own height moves everything that stands below a change.
      observer.observe(document.documentElement)
      framed = views.flatMap(({ slot, elements, chosen }) =>
        elements.map((target) => {
          observer.observe(target)
          const tag = element('button', 'tag', chosen ? `${slot}: ${chosen}` : slot)
          tag.type = 'button'
          tag.addEventListener(
            'click',
            host.guard(() => reveal(slot))
          )
          return { target, frame: element('div', chosen ? 'frame chosen' : 'frame', tag) }
        })
      )
      layer.replaceChildren(...framed.map(({ frame }) => frame))
      follow()
    },
  }
}
