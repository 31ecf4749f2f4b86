import type { Condition } from '../condition/condition.ts'
import { durationMs } from '../condition/duration.ts'
import { lookupIn } from '../condition/value-at.ts'
import type { Event } from '../event/event.ts'
import { canonicalName } from '../event/names.ts'
import type { LedgerEntry } from './profile.ts'
import { eventFacts } from './rows.ts'
import { compareTexts } from './sorted.ts'
import type { CompileWhere, EventTest } from './trait-plan.ts'

/** What goals need of a site's configuration (a `SiteConfig` is one). */
export interface GoalConfig {
  actions?: Record<string, { goal?: Goal | undefined }> | undefined
}

interface Goal {
  event: string
  within: string
  where?: Condition | undefined
}

/** A goal as an event meets it. */
interface Listener {
  action: string
  withinMs: number
  where: EventTest | undefined
}

/** Goals of a site's actions by the name of the event that reaches them. */
export type GoalPlan = ReadonlyMap<string, readonly Listener[]>

/** Compiles the goals of a configuration. */
export function createGoalPlan(config: GoalConfig, compileWhere: CompileWhere): GoalPlan {
  const goals = Object.entries(config.actions ?? {}).flatMap(([action, { goal }]) =>
    goal === undefined ? [] : [{ action, goal }]
  )
  const byEvent = Map.groupBy(goals, ({ goal }) => canonicalName(goal.event))
  return new Map(
    [...byEvent].map(([event, of]) => [
      event,
      of.map(({ action, goal }) => ({
        action,
        withinMs: durationMs(goal.within) ?? Infinity,
        where: goal.where && compileWhere(goal.where),
      })),
    ])
  )
}

/**
 * Successes that events bring about: an event that reaches the goal of an action counts for the newest
 * of its decisions that was rendered before, in time, and each decision succeeds once. `ledger` has
 * the outcomes that the same events report.
 */
export function conversions(
  ledger: readonly LedgerEntry[],
  events: readonly Event[],
  goals: GoalPlan
): LedgerEntry[] {
  const found: LedgerEntry[] = []
  const reaching = events.filter(({ name }) => goals.has(name))
  for (const event of reaching.sort((a, b) => a.at - b.at || compareTexts(a.id, b.id))) {
    for (const goal of goals.get(event.name) ?? []) {
      const shown = shownBefore(event, goal, ledger)
      if (shown === undefined || hasConverted(shown, [...ledger, ...found])) continue
      if (goal.where?.(lookupIn(eventFacts(event)), event.at) === false) continue
      found.push(conversionOf(shown, event))
    }
  }
  return found
}

function shownBefore(
  { at }: Event,
  { action, withinMs }: Listener,
  ledger: readonly LedgerEntry[]
): LedgerEntry | undefined {
  const shown = ledger.findLast(
    (entry) => entry.action === action && entry.outcome === 'rendered' && entry.at <= at
  )
  return shown !== undefined && at - shown.at <= withinMs ? shown : undefined
}

function hasConverted({ decision, action }: LedgerEntry, ledger: readonly LedgerEntry[]): boolean {
  return ledger.some(
    (entry) =>
      entry.outcome === 'converted' && entry.decision === decision && entry.action === action
  )
}

/** The session is that of the event, which the fold knows and writes. */
function conversionOf({ session: _, ...shown }: LedgerEntry, { at }: Event): LedgerEntry {
  return { ...shown, at, outcome: 'converted' }
}
