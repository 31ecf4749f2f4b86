import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** What every field has. */
interface FieldProps {
  label: string
  hint?: string | undefined
}

/** One line of text. Tells every change; an empty line is `undefined`. */
export function TextField({
  label,
  hint,
  value,
  onChange,
  list,
  placeholder,
  type = 'text',
}: FieldProps & {
  value: string | undefined
  onChange: (value: string | undefined) => void
  list?: string | undefined
  placeholder?: string | undefined
  type?: 'text' | 'datetime-local' | 'time'
}) {
  const hintId = useId()
  return (
    <div class="field">
      <label>
        {label}
        <input
          type={type}
          value={value ?? ''}
          list={list}
          placeholder={placeholder}
          autocomplete="off"
          aria-describedby={hint && hintId}
          onInput={(event) => onChange(event.currentTarget.value || undefined)}
        />
      </label>
      <Hint id={hintId}>{hint}</Hint>
    </div>
  )
}

/** A number, or nothing. */
export function NumberField({
  label,
  hint,
  value,
  onChange,
  min,
  max,
  step = 1,
  placeholder,
}: FieldProps & {
  value: number | undefined
  onChange: (value: number | undefined) => void
  min?: number
  max?: number
  step?: number | 'any'
  placeholder?: string
}) {
  const hintId = useId()
  return (
    <div class="field">
      <label>
        {label}
        <input
          type="number"
          {...{ min, max, step, placeholder }}
          value={value ?? ''}
          aria-describedby={hint && hintId}
          onInput={(event) => {
            const { value: text, valueAsNumber } = event.currentTarget
            onChange(text === '' || Number.isNaN(valueAsNumber) ? undefined : valueAsNumber)
          }}
        />
      </label>
      <Hint id={hintId}>{hint}</Hint>
    </div>
  )
}

/** Several lines of text. */
export function AreaField({
  label,
  hint,
  value,
  onChange,
  rows = 3,
}: FieldProps & {
  value: string | undefined
  onChange: (value: string | undefined) => void
  rows?: number
}) {
  const hintId = useId()
  return (
    <div class="field">
      <label>
        {label}
        <textarea
          rows={rows}
          value={value ?? ''}
          aria-describedby={hint && hintId}
          onInput={(event) => onChange(event.currentTarget.value || undefined)}
        />
      </label>
      <Hint id={hintId}>{hint}</Hint>
    </div>
  )
}

/** One of a few; the first is what holds when nothing is said. */
export function ChoiceField<T extends string>({
  label,
  hint,
  value,
  options,
  onChange,
}: FieldProps & {
  value: T
  options: readonly (readonly [value: T, words: string])[]
  onChange: (value: T) => void
}) {
  const hintId = useId()
  return (
    <div class="field">
      <label>
        {label}
        <select
          value={value}
          aria-describedby={hint && hintId}
          onChange={(event) => {
            const chosen = options.find(([one]) => one === event.currentTarget.value)
            if (chosen) onChange(chosen[0])
          }}
        >
          {options.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <Hint id={hintId}>{hint}</Hint>
    </div>
  )
}

/** Yes or no. */
export function Check({
  label,
  hint,
  checked,
  onChange,
}: FieldProps & { checked: boolean; onChange: (checked: boolean) => void }) {
  const hintId = useId()
  return (
    <div class="check">
      <label>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hint && hintId}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      <Hint id={hintId}>{hint}</Hint>
    </div>
  )
}

function Hint({ id, children }: { id: string; children: ComponentChildren }) {
  return children ? (
    <p class="hint" id={id}>
      {children}
    </p>
  ) : null
}
