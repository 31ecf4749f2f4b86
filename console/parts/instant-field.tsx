import { TextField } from './field.tsx'

/** An instant, in the owner's own time. */
export function InstantField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | undefined
  onChange: (instant: string | undefined) => void
}) {
  const at = value === undefined ? Number.NaN : Date.parse(value)
  const local = Number.isNaN(at)
    ? undefined
    : new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  return (
    <TextField
      label={label}
      hint="In your own time zone."
      type="datetime-local"
      value={local}
      onChange={(text) => onChange(text ? new Date(text).toISOString() : undefined)}
    />
  )
}
