import type { Experiment } from '../../shared/decide/action.ts'
import { NumberField, TextField } from '../parts/field.tsx'

type ArmMap = NonNullable<Experiment['arms']>

/** Arms and their weights; without any, each action splits its own variants. */
export function Arms({
  value = {},
  onChange,
}: {
  value: Experiment['arms']
  onChange: (arms: Experiment['arms']) => void
}) {
  const rows = Object.entries(value)
  const set = (next: [string, ArmMap[string]][]) =>
    onChange(next.length > 0 ? Object.fromEntries(next) : undefined)
  const change = (i: number, row: [string, ArmMap[string]]) =>
    set(rows.map((old, at) => (at === i ? row : old)))
  const total = rows.reduce((sum, [, { share = 1 }]) => sum + share, 0)
  return (
    <section class="card">
      <h2>Arms</h2>
      {rows.length === 0 && (
        <p class="quiet">None: each action of the experiment splits its own variants.</p>
      )}
      {rows.map(([name, arm], i) => (
        // A row keeps its place while its name is being written.
        <div class="limit" key={`${i}`}>
          <TextField label="Arm" value={name} onChange={(next = '') => change(i, [next, arm])} />
          <NumberField
            label={`Weight, ${total > 0 ? Math.round(((arm.share ?? 1) / total) * 100) : 0} %`}
            min={0}
            step="any"
            placeholder="1"
            value={arm.share}
            onChange={(share) => change(i, [name, share === undefined ? {} : { share }])}
          />
          <button
            type="button"
            class="plain icon"
            aria-label={`Remove the arm ${name}`}
            onClick={() => set(rows.filter((_, at) => at !== i))}
          >
            ×
          </button>
        </div>
      ))}
      <div class="row">
        <button
          type="button"
          class="plain"
          onClick={() => set([...rows, [`arm-${rows.length + 1}`, {}]])}
        >
          + Arm
        </button>
      </div>
    </section>
  )
}
