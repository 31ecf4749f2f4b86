import { type Outcome, outcomeEvents, type PageDecision } from '../../shared/api/page-api.ts'
import type { Event } from '../../shared/event/event.ts'

type Line = readonly [id: string, verdict: string, code?: string]

const outcomes = new Map(
  Object.entries(outcomeEvents).map(([outcome, name]) => [name as string, outcome as Outcome])
)

/** What a batch counts as: its verdicts, and the outcomes that were new. */
export function batchCounters(verdicts: readonly Line[], events: readonly Event[]): string[] {
  const fresh = new Set(verdicts.filter(([, verdict]) => verdict === 'ok').map(([id]) => id))
  const names: string[] = []
  for (const [, verdict, code] of verdicts) {
    names.push(`event:${verdict}`)
    if (code !== undefined) names.push(`refusal:${code}`)
  }
  for (const { id, name, properties } of events) {
    const outcome = outcomes.get(name)
    if (outcome && fresh.has(id)) names.push(`outcome:${outcome}:${wordOf(properties.action)}`)
  }
  return names
}

/** What decisions count as. */
export function decisionCounters(decisions: readonly PageDecision[]): string[] {
  return decisions.map(({ action, slot }) => `decision:${action}:${slot}`)
}

/** A page may say anything: only what can be a name in a configuration becomes one of ours. */
function wordOf(value: unknown): string {
  return typeof value === 'string' && /^[a-zA-Z][\w-]{0,63}$/.test(value) ? value : 'unknown'
}
