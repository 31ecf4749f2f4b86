import { useSignal } from '@preact/signals'
import { TextField } from './field.tsx'

/** A few names, parted by commas; none is `undefined`. */
export function TagsField({
  label,
  hint,
  value = [],
  onChange,
  placeholder,
}: {
  label: string
  hint?: string
  value: string[] | undefined
  onChange: (names: string[] | undefined) => void
  placeholder?: string
}) {
  // Kept as it was typed: a comma at the end is the beginning of the next name.
  const text = useSignal(value.join(', '))
  const shown = namesIn(text.value).join() === value.join() ? text.value : value.join(', ')
  return (
    <TextField
      {...{ label, hint, placeholder }}
      value={shown}
      onChange={(next = '') => {
        text.value = next
        const names = namesIn(next)
        onChange(names.length > 0 ? names : undefined)
      }}
    />
  )
}

function namesIn(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
