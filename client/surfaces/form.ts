import type { PageDecision } from '../../shared/api/page-api.ts'
import type { Block } from '../../shared/content/content.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { BlockBuilder, Host } from '../host.ts'

type Form = Extract<Block, { type: 'form' }>
type Field = Form['fields'][number]
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** A form whose submission becomes an event and counts as the decision's conversion. */
export const buildForm =
  (decision: PageDecision, host: Host): BlockBuilder<Form> =>
  ({ event, submit, thanks, fields }) => {
    const form = document.createElement('form')
    form.className = 'attune-form'
    const controls = fields.map(buildControl)
    const button = document.createElement('button')
    button.className = 'attune-button attune-primary'
    button.textContent = submit
    form.append(
      ...controls.map((control, i) => buildLabel(control, fields[i]?.label ?? '')),
      button
    )

    form.addEventListener(
      'submit',
      host.guard((submission) => {
        submission.preventDefault()
        void host.track(event, valuesOf(controls))
        host.outcome(decision, 'converted')
        const line = document.createElement('p')
        line.className = 'attune-thanks'
        line.textContent = thanks ?? '✓'
        line.tabIndex = -1
        line.setAttribute('role', 'status')
        form.replaceChildren(line)
        // The button that had the focus is gone.
        line.focus()
      })
    )
    return form
  }

function buildLabel(control: Control, words: string): HTMLLabelElement {
  const label = document.createElement('label')
  label.className = 'attune-field'
  const text = document.createElement('span')
  text.textContent = words
  label.append(text, control)
  return label
}

function buildControl({ name, input = 'text', options = [], required = false }: Field): Control {
  const isOwn = input === 'select' || input === 'textarea'
  const control = document.createElement(isOwn ? input : 'input') as Control
  control.name = name
  control.required = required
  if (control instanceof HTMLSelectElement)
    control.append(...options.map((option) => new Option(option)))
  if (control instanceof HTMLInputElement) control.type = input
  if (input === 'email' || input === 'tel') control.autocomplete = input
  return control
}

function valuesOf(controls: readonly Control[]): JsonObject {
  return Object.fromEntries(
    controls.map((control) => {
      const isBox = control.type === 'checkbox' && control instanceof HTMLInputElement
      return [control.name, isBox ? control.checked : control.value]
    })
  )
}
