import { nameElement } from './name-element.ts'
import type { Page } from './page.ts'
import { createTrouble } from './trouble.ts'

/** Three clicks on one spot within a second, where one should do. */
export function watchRageClicks(page: Page): void {
  const tell = createTrouble(page, 'Rage Clicked')
  let burst: MouseEvent[] = []

  page.listen('click', (element, click) => {
    // A key held down on a button.
    if (!click.detail) return
    burst = burst.filter(
      ({ timeStamp, x, y }) =>
        click.timeStamp - timeStamp < 1000 && Math.hypot(click.x - x, click.y - y) < 30
    )
    burst.push(click)
    if (burst.length === 3 && !isRepeatable(element)) tell({ target: nameElement(element) })
  })
}

/** Whether it is made to be clicked many times. */
function isRepeatable(element: Element): boolean {
  if (element.closest('select, textarea, video, audio, canvas, input, [role=slider]')) return true
  // Three clicks select a paragraph.
  if (getSelection()?.type === 'Range') return true
  // A button without a word on it ("+", "›") steps through something, in any language.
  const button = element.closest('a, button, [role=button]')
  return !/\p{L}/u.test(button?.textContent ?? 'no button')
}
