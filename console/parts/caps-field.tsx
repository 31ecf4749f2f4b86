import type { Cap } from '../../shared/decide/action.ts'
import { ChoiceField, NumberField, TextField } from './field.tsx'

/** Lengths of time that are usual, for every field that takes one. */
export function Windows() {
  return (
    <datalist id="windows">
      {['session', '1h', '1d', '7d', '30d', 'lifetime'].map((window) => (
        <option key={window} value={window} />
      ))}
    </datalist>
  )
}

const outcomes = [
  ['rendered', 'rendered'],
  ['viewed', 'really seen'],
  ['clicked', 'clicked'],
  ['dismissed', 'dismissed'],
  ['converted', 'converted'],
] as const

/** How often at most: any number of limits, each of which must hold. */
export function CapsField({
  value: caps = [],
  onChange,
}: {
  value: Cap[] | undefined
  onChange: (caps: Cap[] | undefined) => void
}) {
  const set = (next: Cap[]) => onChange(next.length > 0 ? next : undefined)
  const change = (i: number, cap: Cap) => set(caps.map((old, at) => (at === i ? cap : old)))
  return (
    <>
      {caps.map((cap, i) => (
        // Caps have no name of their own.
        <div class="limit" key={`${i}`}>
          <NumberField
            label="At most"
            min={1}
            value={cap.max}
            onChange={(max = 1) => change(i, { ...cap, max })}
          />
          <ChoiceField
            label="times"
            value={cap.of ?? 'rendered'}
            options={outcomes}
            onChange={(of) => {
              const { of: _, ...rest } = cap
              change(i, of === 'rendered' ? rest : { ...rest, of })
            }}
          />
          <TextField
            label="per"
            list="windows"
            value={cap.per}
            onChange={(per = '') => change(i, { ...cap, per })}
          />
          <button
            type="button"
            class="plain icon"
            aria-label={`Remove cap ${i + 1}`}
            onClick={() => set(caps.filter((_, at) => at !== i))}
          >
            ×
          </button>
        </div>
      ))}
      <div class="row">
        <button type="button" class="plain" onClick={() => set([...caps, { max: 3, per: '7d' }])}>
          + Cap
        </button>
      </div>
    </>
  )
}
