import { useId } from 'preact/hooks'

type Autocomplete = 'username' | 'name' | 'current-password' | 'new-password' | 'off'

/** One line that a form sends by its name; the browser and its password manager know what it is. */
export function EntryField({
  label,
  name,
  type = 'text',
  autocomplete,
  hint,
  minLength,
}: {
  label: string
  name: string
  type?: 'text' | 'email' | 'password'
  autocomplete: Autocomplete
  hint?: string
  minLength?: number
}) {
  const id = useId()
  const attributes = {
    ...{ id, name, autocomplete, required: true },
    ...(minLength !== undefined && { minLength }),
    ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }),
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Input type={type} {...attributes} />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** The kinds differ in what they may be to assistive technology, which the types insist on. */
function Input({
  type,
  ...attributes
}: { type: 'text' | 'email' | 'password' } & {
  id: string
  name: string
  autocomplete: Autocomplete
  required: boolean
  minLength?: number
  'aria-describedby'?: string
}) {
  if (type === 'password') return <input type="password" {...attributes} />
  return type === 'email' ? (
    <input type="email" {...attributes} />
  ) : (
    <input type="text" {...attributes} />
  )
}

/** Empties the lines of a form; what was chosen stays chosen. */
export function clearEntries(form: EventTarget | null): void {
  if (!(form instanceof HTMLFormElement)) return
  for (const input of form.querySelectorAll('input')) input.value = ''
}

/** What was entered under each name. */
export function entriesOf(form: EventTarget | null): (name: string) => string {
  const data = form instanceof HTMLFormElement ? new FormData(form) : new FormData()
  return (name) => String(data.get(name) ?? '')
}
