import type { Action } from '../../shared/decide/action.ts'
import { Check, TextField } from '../parts/field.tsx'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Times of the visitor's own clock. */
export function Dayparts({
  value,
  onChange,
}: {
  value: NonNullable<Action['dayparts']>
  onChange: (dayparts: Action['dayparts']) => void
}) {
  type Part = (typeof value)[number]
  const set = (next: Part[]) => onChange(next.length > 0 ? next : undefined)
  const change = (i: number, part: Part) => set(value.map((old, at) => (at === i ? part : old)))
  return (
    <>
      {value.map((part, i) => (
        // Dayparts have no name of their own.
        <fieldset class="daypart" key={`${i}`}>
          <legend class="sr">Time of the visitor’s day</legend>
          <TextField
            label="From"
            value={part.from}
            onChange={(from = '') => change(i, { ...part, from })}
          />
          <TextField
            label="Until"
            value={part.until}
            onChange={(until = '') => change(i, { ...part, until })}
          />
          <div class="row tight">
            {weekdays.map((name, day) => (
              <Check
                key={name}
                label={name}
                checked={part.days?.includes(day + 1) ?? true}
                onChange={(isIn) => change(i, withDay(part, day + 1, isIn))}
              />
            ))}
          </div>
          <button
            type="button"
            class="plain icon"
            aria-label={`Remove time ${i + 1}`}
            onClick={() => set(value.filter((_, at) => at !== i))}
          >
            ×
          </button>
        </fieldset>
      ))}
      <div class="row">
        <button
          type="button"
          class="plain"
          onClick={() => set([...value, { from: '18:00', until: '24:00' }])}
        >
          + Time of the visitor’s day
        </button>
      </div>
    </>
  )
}

function withDay<T extends { days?: number[] | undefined }>(
  part: T,
  day: number,
  isIn: boolean
): T {
  const days = (part.days ?? [1, 2, 3, 4, 5, 6, 7]).filter((one) => one !== day)
  const next = isIn ? [...days, day].sort((a, b) => a - b) : days
  const { days: _, ...rest } = part
  // Every day and no day at all are both nothing worth saying.
  return (next.length === 7 || next.length === 0 ? rest : { ...rest, days: next }) as T
}
