import { durationMs } from '../condition/duration.ts'
import { dayMs } from '../event/time.ts'
import { enter } from './admit.ts'
import type { EntryOn } from './entry.ts'
import { journeyLimits } from './limits.ts'
import { dateOccurrences, type Occurrence, scheduleOccurrences } from './occurrences.ts'
import { factsOf, holds, type Pass } from './pass.ts'
import type { PreparedJourney } from './plan.ts'
import type { Membership } from './run.ts'

/** Looks at what changes while nothing happens: the calendar, and segments. */
export function watch(pass: Pass): void {
  for (const journey of pass.plan.timed) watchCalendar(pass, journey)
  watchSegments(pass)
  if (pass.plan.timed.length + pass.plan.watching.length > 0) {
    pass.wakes.push(pass.now + journeyLimits.heartbeatMs)
  }
}

/**
 * Lets a person in at each occurrence once. A late alarm makes up for it within a day; what lay in
 * the past when the journey first met the person is nobody's. An occurrence is named after its day,
 * so that somebody who flies west does not have the same morning twice.
 */
function watchCalendar(pass: Pass, journey: PreparedJourney): void {
  const { state, now } = pass
  const calendar = state.calendar[journey.name] ?? { since: now, done: [] }
  const occurrences = occurrencesOf(pass, journey)
  const due = occurrences.filter(
    ({ id, at }) =>
      at <= now &&
      at > calendar.since &&
      now - at <= journeyLimits.lateMs &&
      !calendar.done.includes(id)
  )
  const latest = due.at(-1)
  if (latest !== undefined) {
    const mark = { journey: journey.name, role: 'entry', ...latest } as const
    enter(pass, journey, mark)
  }
  const done = [...calendar.done, ...due.map(({ id }) => id)]
  state.calendar[journey.name] = { ...calendar, done: done.slice(-journeyLimits.occurrences) }
  const isOpen = ({ id, at }: Occurrence) => at > now && !done.includes(id)
  pass.wakes.push(...occurrences.filter(isOpen).map(({ at }) => at))
}

function occurrencesOf(pass: Pass, { declaration: { entry } }: PreparedJourney): Occurrence[] {
  const { now, context } = pass
  const clock = { now, zone: context.timezone }
  if (entry.on === 'schedule') return scheduleOccurrences(entry, clock)
  if (entry.on !== 'date') return []
  return dateOccurrences(entry, factsOf(pass)(entry.date), clock)
}

function watchSegments(pass: Pass): void {
  const after: Record<string, Membership> = {}
  for (const journey of pass.plan.watching) {
    const { entry } = journey.declaration
    if (entry.on !== 'segment') continue
    const membership = membershipOf(pass, entry.segment)
    if (membership === undefined) continue
    after[entry.segment] = membership
    pass.wakes.push(pass.now + pollMs(entry))
    const { inside, changes } = membership
    const hasChanged = changes > (knownMembership(pass, entry.segment)?.changes ?? 0)
    if (!hasChanged || entry.change !== (inside ? 'entered' : 'left')) continue
    const id = `${entry.segment}.${changes}`
    enter(pass, journey, { journey: journey.name, role: 'entry', id, at: pass.now })
  }
  pass.state.segments = after
}

/** Whether the person is in the segment now, and how often that has changed. */
function membershipOf(pass: Pass, segment: string): Membership | undefined {
  const test = pass.input.site.segments.get(segment)
  if (test === undefined) return undefined
  const inside = holds(pass, test)
  const known = knownMembership(pass, segment)
  const hasChanged = known !== undefined && known.inside !== inside
  return { inside, changes: (known?.changes ?? 0) + (hasChanged ? 1 : 0), checkedAt: pass.now }
}

/**
 * What was known before. Somebody who is new was in no segment. Of somebody who was there before the
 * journey nobody knows: what they are in now is where they start from.
 */
function knownMembership({ input, state, now }: Pass, segment: string): Membership | undefined {
  const isNew = input.state === undefined && now - input.profile.createdAt < dayMs
  const outside = isNew ? { inside: false, changes: 0, checkedAt: now } : undefined
  return state.segments[segment] ?? outside
}

function pollMs({ every }: EntryOn<'segment'>): number {
  return every === undefined ? dayMs : (durationMs(every) ?? dayMs)
}
