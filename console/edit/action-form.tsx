import type { ComponentChildren } from 'preact'
import type { Action, Cap } from '../../shared/decide/action.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { Check, ChoiceField, NumberField, TextField } from '../parts/field.tsx'
import { ConditionBuilder } from './condition-builder.tsx'
import { suggestedPaths } from './suggestions.ts'

interface FormProps {
  action: Action
  config: SiteConfig
  onChange: (action: Action) => void
  /** Stands after what matters most, before what many actions never need. */
  children?: ComponentChildren
}

/** An action without what is `undefined`: the document holds only what somebody has said. */
export function tidy(action: { [K in keyof Action]: Action[K] | undefined }): Action {
  return Object.fromEntries(
    Object.entries(action).filter(([, value]) => value !== undefined)
  ) as Action
}

/** Where, to whom, when, how often, and what it is worth. */
export function ActionForm({ action, config, onChange, children }: FormProps) {
  const set = (some: { [K in keyof Action]?: Action[K] | undefined }) =>
    onChange(tidy({ ...action, ...some }))
  return (
    <>
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={action.description}
          onChange={(description) => set({ description })}
        />
        <Check
          label="Switched on"
          checked={action.enabled !== false}
          onChange={(isOn) => set({ enabled: isOn ? undefined : false })}
        />
      </section>
      <Places action={action} config={config} onChange={onChange} />
      <section class="card">
        <h2>For whom</h2>
        <ConditionBuilder
          value={action.when}
          suggestions={suggestedPaths(config)}
          onChange={(when) => set({ when })}
        />
      </section>
      {children}
      <section class="card">
        <h2>When</h2>
        <div class="grid">
          <InstantField
            label="From"
            value={action.schedule?.from}
            onChange={(from) => set({ schedule: scheduleOf({ ...action.schedule, from }) })}
          />
          <InstantField
            label="Until"
            value={action.schedule?.until}
            onChange={(until) => set({ schedule: scheduleOf({ ...action.schedule, until }) })}
          />
        </div>
        <Dayparts value={action.dayparts ?? []} onChange={(dayparts) => set({ dayparts })} />
      </section>
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
            value={
              typeof action.value === 'object' ? JSON.stringify(action.value) : toText(action.value)
            }
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
            value={action.goal?.event}
            placeholder="Order Completed"
            onChange={(event) =>
              set({ goal: event ? { within: '7d', ...action.goal, event } : undefined })
            }
          />
          {action.goal && (
            <TextField
              label="Within"
              value={action.goal.within}
              list="windows"
              onChange={(within = '') => action.goal && set({ goal: { ...action.goal, within } })}
            />
          )}
        </div>
      </section>
      <Limits action={action} config={config} onChange={onChange} />
    </>
  )
}

function Places({ action, config, onChange }: FormProps) {
  const slots = Object.entries(config.slots ?? {})
  return (
    <section class="card">
      <h2>Where</h2>
      <fieldset class="choices">
        <legend class="sr">Slots</legend>
        {slots.length === 0 && <p class="quiet">The site has no slot yet.</p>}
        {slots.map(([id, slot]) => (
          <Check
            key={id}
            label={id}
            hint={slot.description}
            checked={action.slots.includes(id)}
            onChange={(isIn) =>
              onChange({
                ...action,
                slots: isIn ? [...action.slots, id] : action.slots.filter((one) => one !== id),
              })
            }
          />
        ))}
      </fieldset>
    </section>
  )
}

/** How often at most, and how long to rest after something. */
function Limits({ action, onChange }: FormProps) {
  const caps = action.caps ?? []
  const set = (next: Cap[]) =>
    onChange(tidy({ ...action, caps: next.length > 0 ? next : undefined }))
  const change = (i: number, cap: Cap) => set(caps.map((old, at) => (at === i ? cap : old)))
  return (
    <section class="card">
      <h2>How often at most</h2>
      <datalist id="windows">
        {['session', '1h', '1d', '7d', '30d', 'lifetime'].map((window) => (
          <option key={window} value={window} />
        ))}
      </datalist>
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
      <div class="grid">
        {(['dismissed', 'clicked', 'converted'] as const).map((outcome) => (
          <TextField
            key={outcome}
            label={`Pause after it was ${outcome}`}
            list="windows"
            placeholder="none"
            value={action.cooldown?.[outcome]}
            onChange={(window) => {
              const { [outcome]: _, ...rest } = action.cooldown ?? {}
              const cooldown = window ? { ...rest, [outcome]: window } : rest
              const isEmpty = Object.keys(cooldown).length === 0
              onChange(tidy({ ...action, cooldown: isEmpty ? undefined : cooldown }))
            }}
          />
        ))}
      </div>
    </section>
  )
}

const outcomes = [
  ['rendered', 'rendered'],
  ['viewed', 'really seen'],
  ['clicked', 'clicked'],
  ['dismissed', 'dismissed'],
  ['converted', 'converted'],
] as const

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Times of the visitor's own clock. */
function Dayparts({
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

/** An instant, in the owner's own time. */
function InstantField({
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

function scheduleOf({
  from,
  until,
}: {
  from?: string | undefined
  until?: string | undefined
}): Action['schedule'] {
  if (!from && !until) return undefined
  return { ...(from && { from }), ...(until && { until }) }
}

const toText = (value: string | number | undefined) =>
  value === undefined ? undefined : String(value)

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
