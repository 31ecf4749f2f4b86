import { type Outcome, outcomeEvents, type PageDecision } from '../../shared/api/page-api.ts'
import type { Event } from '../../shared/event/event.ts'
import type { Notes } from '../../shared/event/normalize.ts'
import { misfitsOf, type TrackingPlan } from '../../shared/event/tracking-plan.ts'
import type { Counters } from './measure-object.ts'

/** A batch after everything has been said about it. */
export interface Batch {
  verdicts: readonly (readonly [id: string, verdict: string, code?: string])[]
  /** Events that went on from the door. */
  events: readonly Event[]
  /** What was changed on the way in. */
  notes: readonly Notes[]
  /** Events that the device had to drop for want of room. */
  dropped?: number | undefined
  /** What the owner expects of events. */
  plan?: TrackingPlan | undefined
}

const outcomes = new Map(
  Object.entries(outcomeEvents).map(([outcome, name]) => [name as string, outcome as Outcome])
)

/** What a batch counts as: verdicts, reasons, changes, and the outcomes that were new. */
export function batchCounters({ verdicts, events, notes, dropped = 0, plan }: Batch): Counters {
  const fresh = new Set(verdicts.filter(([, verdict]) => verdict === 'ok').map(([id]) => id))
  const reasons = verdicts.map(([, , code]) => code).filter((code) => code !== undefined)
  const reported = events.filter(({ id, name }) => outcomes.has(name) && fresh.has(id))
  const misfits = plan
    ? events.filter(({ id }) => fresh.has(id)).flatMap((event) => misfitsOf(plan, event))
    : []
  return {
    ...tallied(verdicts.map(([, verdict]) => `event:${verdict}`)),
    ...tallied(reasons.map((code) => `refusal:${code}`)),
    ...tallied(notes.flatMap(noteNames)),
    ...tallied(
      reported.map(
        ({ name, properties }) => `outcome:${outcomes.get(name)}:${wordOf(properties.action)}`
      )
    ),
    ...tallied(
      misfits.map(({ fault, event, property }) =>
        ['plan', fault, event, property].filter((part) => part !== undefined).join(':')
      )
    ),
    ...(dropped > 0 && { 'note:dropped_by_device': dropped }),
  }
}

/** What decisions count as. */
export function decisionCounters(decisions: readonly PageDecision[]): Counters {
  return tallied(decisions.map(({ action, slot }) => `decision:${action}:${slot}`))
}

/** Changes are counted by kind; the names of what was dropped may be personal themselves. */
function noteNames({ clockSuspect, droppedKeys = 0, droppedRed = [] }: Notes): string[] {
  return [
    ...(clockSuspect ? ['note:clock_suspect'] : []),
    ...(droppedKeys > 0 ? ['note:unsafe_key'] : []),
    ...droppedRed.map(() => 'note:sensitive_fact'),
  ]
}

function tallied(names: readonly string[]): Counters {
  const counters: Counters = {}
  for (const name of names) counters[name] = (counters[name] ?? 0) + 1
  return counters
}

/** A page may say anything: only what can be a name in a configuration becomes one of ours. */
function wordOf(value: unknown): string {
  return typeof value === 'string' && /^[a-zA-Z][\w-]{0,63}$/.test(value) ? value : 'unknown'
}
