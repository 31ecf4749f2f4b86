import { nameElement } from './name-element.ts'
import type { Page } from './page.ts'
import { createTrouble } from './trouble.ts'

/** What a page does when it has understood. Anything of it is a sign of life. */
const signs = [
  'scroll',
  'focusin',
  'input',
  'invalid',
  'submit',
  'toggle',
  'play',
  'fullscreenchange',
  'visibilitychange',
] as const

/** A click on something that looks as if it did something, followed by a second and a half of nothing. */
export function watchDeadClicks(page: Page): void {
  const tell = createTrouble(page, 'Dead Clicked')
  /** The control that has not answered yet. */
  let asked: Element | undefined
  const hear = page.guard(() => {
    asked = undefined
    observer.disconnect()
  })
  const observer = new MutationObserver(hear)
  for (const sign of signs) page.listen(sign, hear)
  // A dialog of the system, another program (mail, telephone), or another window.
  addEventListener('blur', hear)

  page.listen('click', (element, click) => {
    // In another component's shadow tree we would not see the answer.
    if (asked || click.composedPath()[0] !== element) return
    const control = findControl(element)
    if (!control) return
    asked = control
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    })
    page.after(1500, () => {
      if (asked === control) tell({ target: nameElement(control) })
      hear()
    })
  })
}

function findControl(target: Element): Element | false | undefined {
  // These answer in ways that leave no trace in the document, or are not meant to.
  if (target.closest('select, textarea, video, audio, canvas, input, label, summary, :disabled'))
    return
  const control = target.closest('a, button, [role=button]')
  if (!control) return getComputedStyle(target).cursor === 'pointer' && target
  // A link to another page, file or program, or to a place of this page that may be in sight already.
  return /^(#?$|javascript:)/.test(control.getAttribute('href') ?? '') && control
}
