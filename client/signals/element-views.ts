import type { Page } from './page.ts'

const mark = 'data-attune-view'

/**
 * Elements marked `data-attune-view="size-guide"`: told once per showing, when half of one (or half
 * a screen of it) was visible for a second.
 */
export function watchElementViews(page: Page): void {
  const timers = new Map<Element, number>()
  let told = new Set<Element>()

  const observer = new IntersectionObserver(
    page.guard((entries) => {
      for (const { target, intersectionRatio, intersectionRect } of entries) {
        clearTimeout(timers.get(target))
        if (told.has(target)) continue
        if (intersectionRatio < 0.5 && intersectionRect.height * 2 < innerHeight) continue
        const view = () => {
          // In a hidden tab nobody says that an element went out of sight.
          if (document.hidden) return
          told.add(target)
          page.tell('Element Viewed', { name: target.getAttribute(mark) })
        }
        timers.set(target, page.after(1000, view))
      }
    }),
    // Half a screen of a long element is some small part of it.
    { threshold: [0.1, 0.3, 0.5] }
  )
  const find = () => {
    // What is observed already stays so.
    for (const element of document.querySelectorAll(`[${mark}]`)) observer.observe(element)
  }
  page.onShow(() => {
    observer.disconnect()
    told = new Set()
    find()
  })

  // Late elements: one look per burst of changes, however many there are.
  let isDue = false
  new MutationObserver(
    page.guard(() => {
      if (isDue) return
      isDue = true
      page.after(500, () => {
        isDue = false
        find()
      })
    })
  ).observe(document, { childList: true, subtree: true })
}
