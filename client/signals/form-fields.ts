import type { JsonObject } from '../../shared/event/json.ts'

const mark = 'data-attune-collect'

/** Secrets by type, autofill token or name: also those that a "show password" button made text. */
const secret = /^hidden|^file|passw|passcode|pwd|cc-|card-?_?n|\bcv[cv]|one-time|\botp\b/i

/** Thirteen digits and more may be a card, whatever the field is called. */
const cardNumber = /(\d[ -]?){13}/

/**
 * Values of the fields that opted in with `data-attune-collect` (its value renames the field).
 * Passwords, cards, hidden fields and files are never read, opted in or not.
 */
export function collectFields(form: Element): JsonObject {
  const values: JsonObject = {}
  // Not `form.elements`: a field may bear that name and take its place. Selects and text areas have
  // everything of an input that is read here, or nothing under that name.
  for (const field of form.querySelectorAll<HTMLInputElement>(`[${mark}]`)) {
    const { type, autocomplete, name, id, checked, value } = field
    if (secret.test(`${type} ${autocomplete} ${name} ${id}`) || cardNumber.test(value)) continue
    if (type === 'radio' && !checked) continue
    values[field.getAttribute(mark) || name] = type === 'checkbox' ? checked : value.slice(0, 1024)
  }
  return values
}
