import { collectFields } from './form-fields.ts'
import { nameElement } from './name-element.ts'
import type { Page } from './page.ts'

/**
 * Forms begun, submitted, and in trouble. Values stay in the page, except of fields that opted in.
 * `errors` counts the failed attempts at one form: the second is a reason to help.
 */
export function watchForms(page: Page): void {
  /** Failed attempts by form begun. */
  let begun = new Map<Element, number>()
  page.onShow(() => {
    begun = new Map()
  })
  /** The form of a field, begun by now. */
  const begin = (field: Element) => {
    const form = field.closest('form')
    if (form && !begun.has(form)) {
      begun.set(form, 0)
      page.tell('Form Started', { form: nameElement(form) })
    }
    return form
  }
  page.listen('input', begin)
  page.listen('submit', (target) => {
    const form = begin(target)
    if (form) page.tell('Form Submitted', { form: nameElement(form), fields: collectFields(form) })
  })

  // One attempt marks many fields, in one task or over a few frames.
  const failing = new Map<Element, Set<string>>()
  const fail = (field: Element) => {
    const form = begin(field)
    if (!form) return
    if (!failing.size) page.after(100, tellErrors)
    failing.set(form, (failing.get(form) ?? new Set()).add(nameElement(field)))
  }
  const tellErrors = () => {
    for (const [form, fields] of failing) {
      const errors = (begun.get(form) ?? 0) + 1
      begun.set(form, errors)
      page.tell('Form Errored', { form: nameElement(form), fields: [...fields], errors })
    }
    failing.clear()
  }
  page.listen('invalid', fail)
  // Pages that check by themselves (`novalidate`) mark their fields for screen readers; we listen in.
  new MutationObserver(
    page.guard((changes) => {
      for (const { target } of changes) {
        // Only elements have attributes.
        const field = target as Element
        if (field.ariaInvalid === 'true') fail(field)
      }
    })
  ).observe(document, { subtree: true, attributeFilter: ['aria-invalid'] })
}
