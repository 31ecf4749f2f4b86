import { NumberField, TextField } from '../parts/field.tsx'

/** Points by the name of the event. */
export function Weights({
  value = {},
  onChange,
}: {
  value: Record<string, number> | undefined
  onChange: (weights: Record<string, number>) => void
}) {
  const rows = Object.entries(value)
  const change = (i: number, row: [string, number]) =>
    onChange(Object.fromEntries(rows.map((old, at) => (at === i ? row : old))))
  return (
    <>
      {rows.map(([event, points], i) => (
        // A row keeps its place while its name is being written.
        <div class="limit" key={`${i}`}>
          <TextField
            label="Event"
            value={event}
            onChange={(name = '') => change(i, [name, points])}
          />
          <NumberField
            label="Points"
            step="any"
            value={points}
            onChange={(next = 0) => change(i, [event, next])}
          />
          <button
            type="button"
            class="plain icon"
            aria-label={`Remove ${event}`}
            onClick={() => onChange(Object.fromEntries(rows.filter((_, at) => at !== i)))}
          >
            ×
          </button>
        </div>
      ))}
      <div class="row">
        <button
          type="button"
          class="plain"
          onClick={() => onChange({ ...value, [`Event ${rows.length + 1}`]: 1 })}
        >
          + Event
        </button>
      </div>
    </>
  )
}
