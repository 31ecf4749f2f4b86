import type { SiteConfig } from '../../shared/site/config.ts'
import { Check, TextField } from '../parts/field.tsx'

type PurposeMap = NonNullable<NonNullable<SiteConfig['consent']>['purposes']>

/** What people are asked for, one by one. */
export function Purposes({
  value = {},
  onChange,
}: {
  value: PurposeMap | undefined
  onChange: (purposes: PurposeMap) => void
}) {
  const rows = Object.entries(value)
  const change = (i: number, row: [string, PurposeMap[string]]) =>
    onChange(Object.fromEntries(rows.map((old, at) => (at === i ? row : old))))
  return (
    <>
      {rows.map(([name, purpose], i) => (
        // A row keeps its place while its name is being written.
        <div class="limit" key={`${i}`}>
          <TextField
            label="Purpose"
            value={name}
            onChange={(next = '') => change(i, [next, purpose])}
          />
          <TextField
            label="In words"
            value={purpose.description}
            onChange={(description) => {
              const { description: _, ...rest } = purpose
              change(i, [name, description ? { ...rest, description } : rest])
            }}
          />
          <Check
            label="Shares data"
            checked={purpose.shares === true}
            onChange={(shares) => {
              const { shares: _, ...rest } = purpose
              change(i, [name, shares ? { ...rest, shares } : rest])
            }}
          />
          <button
            type="button"
            class="plain icon"
            aria-label={`Remove the purpose ${name}`}
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
          onClick={() => onChange({ ...value, [`purpose-${rows.length + 1}`]: {} })}
        >
          + Purpose
        </button>
      </div>
    </>
  )
}
