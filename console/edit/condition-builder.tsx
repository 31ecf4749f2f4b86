import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import type { Condition } from '../../shared/condition/condition.ts'
import { type Comparison, isComparison, operators } from '../../shared/condition/operators.ts'
import { phrases } from '../../shared/condition/phrases.ts'
import { inWords } from '../../shared/condition/words.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import {
  emptyRow,
  type Group,
  type Part,
  type Row,
  toCondition,
  toGroup,
} from './condition-parts.ts'
import { kindOf, readOperand, writeOperand } from './operand-text.ts'
import type { Suggestion } from './suggestions.ts'

/** How an operator is offered, in the order of the operator table. */
const choices: [operator: Comparison | 'is', words: string][] = [
  ['is', 'is'],
  ...Object.keys(operators)
    .filter(isComparison)
    .filter((operator) => operator !== '$eq')
    .map((operator): [Comparison, string] => [operator, wordsOf(operator)]),
]

function wordsOf(operator: Comparison): string {
  return phrases[operator].says.replace(' {}', '').replace('{}', operator)
}

const joins: [Group['join'], string][] = [
  ['all', 'All of these hold'],
  ['any', 'At least one holds'],
  ['none', 'None of these holds'],
]

/** Who something is for: rows drawn from the operator table, or the same as text. */
export function ConditionBuilder({
  value,
  onChange,
  suggestions,
}: {
  value: Condition | undefined
  onChange: (condition: Condition | undefined) => void
  suggestions: readonly Suggestion[]
}) {
  const group = useSignal<Group>(toGroup(value ?? {}))
  const isText = useSignal(false)
  const listId = useId()
  const change = (next: Group) => {
    group.value = next
    const condition = toCondition(next)
    onChange(Object.keys(condition).length > 0 ? condition : undefined)
  }
  return (
    <div class="builder">
      <datalist id={listId}>
        {suggestions.map(({ path, words }) => (
          <option key={path} value={path}>
            {words}
          </option>
        ))}
      </datalist>
      {isText.value ? (
        <ConditionText value={value} onChange={onChange} />
      ) : (
        <GroupRows group={group.value} onChange={change} listId={listId} />
      )}
      <div class="row apart">
        <p class="quiet words">{value ? inWords(value) : 'Everybody.'}</p>
        <button
          type="button"
          class="plain"
          onClick={() => {
            group.value = toGroup(value ?? {})
            isText.value = !isText.value
          }}
        >
          {isText.value ? 'As rows' : 'As text'}
        </button>
      </div>
    </div>
  )
}

function GroupRows({
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

function RowFields({
  row,
  onChange,
  listId,
}: {
  row: Row
  onChange: (row: Row | undefined) => void
  listId: string
}) {
  const { path, operator, operand } = row
  const kind = kindOf(operator)
  const text = useSignal(writeOperand(kind, operand))
  const choose = (next: Comparison | 'is') => {
    const nextKind = kindOf(next)
    const value = nextKind === 'boolean' ? true : readOperand(nextKind, text.value)
    text.value = writeOperand(nextKind, value)
    onChange({ ...row, operator: next, operand: value })
  }
  return (
    <div class="condition">
      <input
        aria-label="Fact"
        list={listId}
        value={path}
        placeholder="traits.orders"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          const next = event.currentTarget.value.trim()
          const isYesNo = /^(segments\.\w+|profile\.known|care\.active)$/.test(next)
          if (isYesNo && text.value === '') text.value = 'true'
          onChange({
            ...row,
            path: next,
            operand: isYesNo ? readOperand(kind, text.value) : operand,
          })
        }}
      />
      <select
        aria-label="Comparison"
        value={operator}
        onChange={(event) => {
          const found = choices.find(([one]) => one === event.currentTarget.value)
          if (found) choose(found[0])
        }}
      >
        {choices.map(([one, words]) => (
          <option key={one} value={one} title={one === 'is' ? '' : operators[one].docs}>
            {words}
          </option>
        ))}
      </select>
      {kind === 'boolean' ? (
        <select
          aria-label="Value"
          value={String(operand)}
          onChange={(event) => onChange({ ...row, operand: event.currentTarget.value === 'true' })}
        >
          <option value="true">yes</option>
          <option value="false">no</option>
        </select>
      ) : (
        <input
          aria-label="Value"
          value={text.value}
          placeholder={placeholders[kind] ?? 'value'}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            text.value = event.currentTarget.value
            onChange({ ...row, operand: readOperand(kind, text.value) })
          }}
        />
      )}
      <button
        type="button"
        class="plain icon"
        aria-label={`Remove the condition on ${path || 'nothing yet'}`}
        onClick={() => onChange(undefined)}
      >
        ×
      </button>
    </div>
  )
}

const placeholders: Partial<Record<ReturnType<typeof kindOf>, string>> = {
  scalars: 'one, two, three',
  span: '7d ago',
  instant: '10m ago',
  size: '3',
  pattern: '^/sale',
}

/** The condition as it stands in the document. */
function ConditionText({
  value,
  onChange,
}: {
  value: Condition | undefined
  onChange: (condition: Condition | undefined) => void
}) {
  const text = useSignal(JSON.stringify(value ?? {}, null, 2))
  const fault = useSignal('')
  return (
    <div class="field">
      <label>
        Condition as text
        <textarea
          class="code"
          rows={8}
          spellcheck={false}
          value={text.value}
          aria-invalid={fault.value !== ''}
          onInput={(event) => {
            text.value = event.currentTarget.value
            try {
              const json = JSON.parse(text.value)
              fault.value = isObject(json) ? '' : 'A condition is an object: { "path": value }.'
              if (isObject(json)) onChange(Object.keys(json).length > 0 ? json : undefined)
            } catch (error) {
              fault.value = error instanceof Error ? error.message : String(error)
            }
          }}
        />
      </label>
      {fault.value && (
        <p class="fault" role="alert">
          {fault.value}
        </p>
      )}
    </div>
  )
}
