import { useSignal } from '@preact/signals'
import { type Comparison, isComparison, operators } from '../../shared/condition/operators.ts'
import { phrases } from '../../shared/condition/phrases.ts'
import { kindOf, readOperand, writeOperand } from './operand-text.ts'
import type { Row } from './parts.ts'

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

/** One comparison: fact, comparison, value. */
export function RowFields({
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
