import { durationMs } from '../condition/duration.ts'
import { isSameRun, pastKey } from './identity.ts'
import { journeyLimits } from './limits.ts'
import { byTime, concerns } from './marks.ts'
import { note, type Pass } from './pass.ts'
import type { PreparedJourney } from './plan.ts'
import type { EndReason, Mark, Run } from './run.ts'

/**
 * Lets a person into a journey, if its rules for coming again allow it. As long as a run has only
 * waited, an entry that happened before its own takes its place: the run is then the same whatever
 * the order in which events arrived.
 */
export function enter(pass: Pass, journey: PreparedJourney, mark: Mark): void {
  if (pass.now - mark.at > journeyLimits.lateMs) return
  if (isBarred(pass, journey, mark)) return
  // What happened in the very moment of a segment's change has caused it, and does not undo it.
  if (journey.declaration.entry.on !== 'segment' && isOver(pass, mark)) return
  const run = startOf(pass, journey, mark)
  const { runs } = pass.state
  if (journey.declaration.reentry?.policy === 'multiple') {
    if (!runs.some((other) => isSameRun(other, run))) add(pass, run)
    return
  }
  const active = runs.find((other) => other.journey === run.journey && other.key === run.key)
  if (active === undefined) add(pass, run)
  else if (active.moved !== true && byTime(mark, active.entry) < 0) {
    const admitted = active.admitted === true ? { admitted: true as const } : {}
    pass.state.runs = runs.map((other) => (other === active ? { ...run, ...admitted } : other))
  }
}

/** Ends a run. What came to nothing leaves no trace, so that it may begin again. */
export function endRun(pass: Pass, run: Run, reason: EndReason, at: number): void {
  const { state } = pass
  state.runs = state.runs.filter((other) => other !== run)
  if (run.moved === true) {
    const name = pastKey(run.journey, run.key)
    const before = state.past[name]
    state.past[name] = {
      at: Math.max(run.entry.at, before?.at ?? 0),
      ended: Math.max(at, before?.ended ?? 0),
    }
  }
  if (run.admitted === true) note(pass, run, { what: 'ended', step: run.step, detail: reason })
  // Most people are in no audience: that is no news.
  else if (reason === 'exit') note(pass, run, { what: 'kept_out', detail: reason })
}

function isBarred(pass: Pass, { name, declaration }: PreparedJourney, mark: Mark): boolean {
  const { policy = 'single', cooldown } = declaration.reentry ?? {}
  const past = pass.state.past[pastKey(name, mark.key)]
  if (past === undefined) return false
  if (policy === 'once') return true
  if (policy === 'single' && mark.at <= past.ended) return true
  return cooldown !== undefined && mark.at - past.at < (durationMs(cooldown) ?? 0)
}

/** Whether what ends a run of this entry has happened already: it only arrived before the entry. */
function isOver({ marks }: Pass, entry: Mark): boolean {
  return marks.some(
    (mark) =>
      (mark.role === 'exit' || mark.role === 'goal') &&
      mark.at >= entry.at &&
      mark.id !== entry.id &&
      concerns(mark, entry.journey, entry.key)
  )
}

function startOf({ input }: Pass, journey: PreparedJourney, mark: Mark): Run {
  return {
    journey: journey.name,
    ...(mark.key !== undefined && { key: mark.key }),
    // Somebody who may come in once has one occurrence, whichever event it was.
    occurrence: journey.declaration.reentry?.policy === 'once' ? 'once' : mark.id,
    owner: input.profile.id,
    entry: { at: mark.at, id: mark.id, facts: mark.facts ?? {} },
    step: journey.first,
    since: mark.at,
    due: mark.at,
    done: {},
  }
}

function add(pass: Pass, run: Run): void {
  const { state } = pass
  if (state.runs.length >= journeyLimits.runs && !makeRoom(pass, run)) return
  state.runs = [...state.runs, run]
}

/** The oldest run of the same journey gives way; a journey must not crowd out the others. */
function makeRoom(pass: Pass, { journey }: Run): boolean {
  const oldest = pass.state.runs
    .filter((run) => run.journey === journey)
    .sort((a, b) => a.entry.at - b.entry.at)[0]
  if (oldest !== undefined) endRun(pass, oldest, 'displaced', pass.now)
  return oldest !== undefined
}
