import { emptyRow, type Group, type Part } from './parts.ts'
import { RowFields } from './row-fields.tsx'

const joins: [Group['join'], string][] = [
  ['all', 'All of these hold'],
  ['any', 'At least one holds'],
  ['none', 'None of these holds'],
]

/** Rows that belong together, and groups within. */
export function GroupRows({
  group,
  onChange,
  onRemove,
  listId,
}: {
  group: Group
  onChange: (group: Group) => void
  onRemove?: () => void
  listId: string
}) {
  const { join, parts } = group
  const set = (i: number, part: Part | undefined) =>
    onChange({ ...group, parts: parts.flatMap((old, at) => (at === i ? (part ?? []) : old)) })
  return (
    <fieldset class="group">
      <legend class="sr">Conditions</legend>
      {(parts.length > 1 || onRemove || join !== 'all') && (
        <div class="row">
          <select
            class="slim"
            aria-label="How these belong together"
            value={join}
            onChange={(event) => {
              const found = joins.find(([one]) => one === event.currentTarget.value)
              if (found) onChange({ ...group, join: found[0] })
            }}
          >
            {joins.map(([one, words]) => (
              <option key={one} value={one}>
                {words}
              </option>
            ))}
          </select>
          {onRemove && (
            <button type="button" class="plain" onClick={onRemove}>
              Remove group
            </button>
          )}
        </div>
      )}
      {parts.map((part, i) => {
        // Rows have no name of their own; they only come and go at known places.
        const key = `${i}${part.kind}`
        return part.kind === 'group' ? (
          <GroupRows
            key={key}
            group={part}
            onChange={(next) => set(i, next)}
            onRemove={() => set(i, undefined)}
            listId={listId}
          />
        ) : (
          <RowFields key={key} row={part} onChange={(next) => set(i, next)} listId={listId} />
        )
      })}
      <div class="row">
        <button
          type="button"
          class="plain"
          onClick={() => onChange({ ...group, parts: [...parts, emptyRow()] })}
        >
          + Condition
        </button>
        <button
          type="button"
          class="plain"
          onClick={() =>
            onChange({
              ...group,
              parts: [...parts, { kind: 'group', join: 'any', parts: [emptyRow()] }],
            })
          }
        >
          + Group
        </button>
      </div>
    </fieldset>
  )
}
