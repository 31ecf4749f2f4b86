import type { Action } from '../../shared/decide/action.ts'
import { ChoiceField, NumberField, TextField } from '../parts/field.tsx'
import type { ActionPart } from './part.ts'

/** What a success is, what it is worth, and who comes first. */
export function Worth({ action, set }: ActionPart) {
  const { goal } = action
  return (
    <section class="card">
      <h2>What it is worth</h2>
      <div class="grid">
        <NumberField
          label="Tier"
          hint="Higher tiers always come first."
          min={-100}
          max={100}
          placeholder="0"
          value={action.tier}
          onChange={(tier) => set({ tier })}
        />
        <TextField
          label="Value of a success"
          hint="A number, or a fact: cart.latest.price."
          value={textOf(action.value)}
          placeholder="1"
          onChange={(text) => set({ value: worthOf(text) })}
        />
        <NumberField
          label="Chance of success"
          hint="0 to 1; the best guess to begin with."
          min={0}
          max={1}
          step="any"
          placeholder="0.01"
          value={action.probability}
          onChange={(probability) => set({ probability })}
        />
        <ChoiceField
          label="Intent"
          hint="Selling is silent while somebody is in trouble."
          value={action.intent ?? 'sell'}
          options={[
            ['sell', 'Sell'],
            ['help', 'Help'],
            ['inform', 'Inform'],
          ]}
          onChange={(intent) => set({ intent: intent === 'sell' ? undefined : intent })}
        />
        <TextField
          label="Success is this event"
          value={goal?.event}
          placeholder="Order Completed"
          onChange={(event) => set({ goal: event ? { within: '7d', ...goal, event } : undefined })}
        />
        {goal && (
          <TextField
            label="Within"
            value={goal.within}
            list="windows"
            onChange={(within = '') => set({ goal: { ...goal, within } })}
          />
        )}
      </div>
    </section>
  )
}

function textOf(value: Action['value']): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function worthOf(text: string | undefined): Action['value'] {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isNaN(number) && text.trim() !== '') return number
  if (!text.startsWith('{')) return text
  try {
    return JSON.parse(text)
  } catch {
    // Half written: kept as it is, and the check tells.
    return text
  }
}
