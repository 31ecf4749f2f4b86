import { outcomeEvents } from '../api/outcomes.ts'
import { durationMs } from '../condition/duration.ts'
import type { Event } from '../event/event.ts'
import { foldEvents } from '../profile/fold.ts'
import { endRun, enter } from './admit.ts'
import { journeyLimits } from './limits.ts'
import { concerns } from './marks.ts'
import { note, type Pass } from './pass.ts'
import type { Hopeful, Mark, Queued, Run } from './run.ts'

/**
 * Takes in what happened, in its order: exits and goals end runs, entries begin them. Holds need no
 * word here; they look at the marks themselves.
 */
export function hear(pass: Pass): void {
  for (const mark of pass.news) {
    if (mark.role === 'exit') leaveBy(pass, mark, 'exit')
    if (mark.role === 'goal') reachGoal(pass, mark)
    if (mark.role === 'entry') enterBy(pass, mark)
  }
  for (const event of pass.input.events) answered(pass, event)
}

function enterBy(pass: Pass, mark: Mark): void {
  const journey = pass.plan.journeys.get(mark.journey)
  if (journey !== undefined) enter(pass, journey, mark)
}

function reachGoal(pass: Pass, mark: Mark): void {
  for (const run of pass.state.runs.filter((one) => isWithin(mark, one))) celebrate(pass, run, mark)
  leaveBy(pass, mark, 'goal')
  const { hopeful } = pass.state
  const reached = hopeful.filter(
    ({ journey, key, since, until }) =>
      concerns(mark, journey, key) && mark.at >= since && mark.at <= until
  )
  for (const one of reached) celebrate(pass, one, mark)
  pass.state.hopeful = hopeful.filter((one) => !reached.includes(one))
}

/** Tells that a goal was reached; the last message gets the credit, as a decision on a page would. */
function celebrate(pass: Pass, run: Run | Hopeful, mark: Mark): void {
  const { journey, occurrence, decision } = run
  note(pass, run, { what: 'goal' })
  pass.effects.push({ type: 'goal', journey, occurrence, at: mark.at, event: mark.id })
  const sent = pass.profile.ledger.findLast((entry) => entry.decision === decision)
  if (sent === undefined || decision === undefined) return
  const { action, slot, variant = null } = sent
  const event: Event = {
    ...{ id: `${decision}.goal`, type: 'track', name: outcomeEvents.converted, at: mark.at },
    ...{ properties: { decision, action, slot, variant }, traits: {}, ids: {}, origin: 'server' },
  }
  const { site } = pass.input
  pass.profile = foldEvents(pass.profile, [event], { now: pass.now, site })
  pass.effects.push({ type: 'event', event })
}

/** Ends every run that the event concerns and that had begun by then. */
function leaveBy(pass: Pass, mark: Mark, reason: 'exit' | 'goal'): void {
  withdraw(pass, (queued) => concerns(mark, queued.journey, queued.key) && mark.at >= queued.at)
  for (const run of pass.state.runs.filter((one) => isWithin(mark, one))) {
    endRun(pass, run, reason, mark.at)
    if (run.moved !== true) enterLater(pass, mark, run)
  }
}

/** An exit that arrives late may leave entries behind that came after it: the first of them counts. */
function enterLater(pass: Pass, exit: Mark, ended: Run): void {
  const later = pass.marks.find(
    (mark) =>
      mark.role === 'entry' &&
      mark.journey === ended.journey &&
      mark.key === ended.key &&
      mark.at > exit.at
  )
  if (later !== undefined) enterBy(pass, later)
}

/** Whether the event came after the run had begun; the one that began it does not end it. */
function isWithin(mark: Mark, run: Run): boolean {
  const { at, id } = run.entry
  return concerns(mark, run.journey, run.key) && mark.at >= at && mark.id !== id
}

/** Takes actions back that wait for a page and have lost their reason. */
export function withdraw(pass: Pass, hasLostReason: (queued: Queued) => boolean): void {
  const { queued } = pass.state
  const gone = queued.filter(hasLostReason)
  if (gone.length === 0) return
  pass.state.queued = queued.filter((one) => !gone.includes(one))
  for (const one of gone) pass.effects.push({ type: 'withdraw', queued: one })
}

/** Outcomes after which an action need not wait for another page. */
const answers: ReadonlySet<string> = new Set([
  outcomeEvents.clicked,
  outcomeEvents.dismissed,
  outcomeEvents.converted,
])

/** Whoever clicked or closed an action has had it. */
function answered(pass: Pass, { name, at, properties }: Event): void {
  if (!answers.has(name)) return
  withdraw(pass, (queued) => queued.action === properties.action && at >= queued.at)
}

/** Notes that the goal of a run that is over may still be reached. */
export function keepHoping(pass: Pass, run: Run, at: number): void {
  const { goal } = pass.plan.journeys.get(run.journey)?.declaration ?? {}
  const within = goal?.within === undefined ? undefined : durationMs(goal.within)
  const { decision, journey, key, occurrence } = run
  if (within === undefined || decision === undefined) return
  const hope = {
    ...{ journey, occurrence, decision, since: run.entry.at, until: at + within },
    ...(key !== undefined && { key }),
  }
  pass.state.hopeful = [...pass.state.hopeful, hope].slice(-journeyLimits.hopeful)
}
