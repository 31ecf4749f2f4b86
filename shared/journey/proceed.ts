import { endRun } from './admit.ts'
import { keepHoping } from './hear.ts'
import { journeyLimits } from './limits.ts'
import { factsOf, holds, note, type Pass } from './pass.ts'
import { perform } from './perform.ts'
import type { PreparedJourney, PreparedStep } from './plan.ts'
import type { EndReason, Run } from './run.ts'
import { dueOf, leave, restartedAt, type Scene } from './step.ts'
import type { Step } from './steps.ts'

/** A run with its place in its journey. */
interface Position {
  run: Run
  journey: PreparedJourney
  here: PreparedStep
}

/** Steps that take time; whoever has left one of them has moved. */
const waits: ReadonlySet<Step['do']> = new Set(['wait', 'waitUntil', 'hold'])

/** What a step has made of a run. */
type Outcome = { run: Run } | { run: Run; ended: EndReason; at: number }

/** Moves every run as far as its time has come, the one that was due first, first. */
export function proceed(pass: Pass): void {
  const before = new Set(pass.state.runs.map(placeName))
  pass.state.runs = pass.state.runs.flatMap((run) => arrive(pass, run) ?? [])
  for (let run = firstDue(pass); run !== undefined; run = firstDue(pass)) {
    settle(pass, run, take(pass, run))
  }
  for (const run of pass.state.runs.filter((one) => !before.has(placeName(one)))) {
    note(pass, run, { what: 'waits', step: run.step, until: run.due })
  }
}

/** Puts a run where its step has led it. Each time it goes on or ends, so this comes to an end. */
function settle(pass: Pass, before: Run, outcome: Outcome): void {
  const { run } = outcome
  pass.state.runs = pass.state.runs.map((other) => (other === before ? run : other))
  if (!('ended' in outcome)) return
  endRun(pass, run, outcome.ended, outcome.at)
  if (outcome.ended === 'finished') keepHoping(pass, run, outcome.at)
}

function placeName({ journey, key, occurrence, step, due, admitted }: Run): string {
  return JSON.stringify([journey, key, occurrence, step, due, admitted])
}

/** The run that was due first; in the same moment the one of the higher tier. */
function firstDue({ state, now, plan }: Pass): Run | undefined {
  const tier = ({ journey }: Run) => plan.journeys.get(journey)?.declaration.tier ?? 0
  const due = state.runs.filter((run) => run.due <= now)
  return due.sort((a, b) => a.due - b.due || tier(b) - tier(a))[0]
}

/** Takes one step of one run. */
function take(pass: Pass, run: Run): Outcome {
  const position = locate(pass, run)
  if (position === undefined) return { run, ended: 'removed', at: pass.now }
  if (run.admitted !== true) return admit(pass, position)
  if (hasExit(pass, position)) return { run, ended: 'exit', at: pass.now }

  const { journey, here } = position
  const transition = leave(run, journey, here, sceneOf(pass, position))
  const moved: Run = waits.has(here.step.do) ? { ...run, moved: true } : run
  switch (transition.kind) {
    case 'go':
      return goOn(pass, moved, transition)
    case 'skip':
      note(pass, run, { what: 'not_sent', step: run.step, detail: transition.reason })
      return goOn(pass, moved, { to: transition.to, at: pass.now })
    case 'act': {
      const { step, to } = transition
      const result = perform(pass, run, step)
      if ('retry' in result) return { run: { ...run, ...result, due: result.retry } }
      // A message that left late does not shorten the wait after it.
      const at = step.do === 'send' ? pass.now : run.since
      return goOn(pass, { ...result.run, moved: true }, { to, at })
    }
  }
}

/** The first look at a run: only who is in the audience counts as entered. */
function admit(pass: Pass, position: Position): Outcome {
  const { run, journey } = position
  const isWanted = journey.when === undefined || holds(pass, journey.when, run)
  if (!isWanted) return { run, ended: 'not_in_audience', at: pass.now }
  if (hasExit(pass, position)) return { run, ended: 'exit', at: pass.now }
  note(pass, run, { what: 'entered' })
  pass.arrivals.push({ journey: run.journey, step: run.step })
  return { run: arrive(pass, { ...run, admitted: true }) ?? run }
}

function hasExit(pass: Pass, { run, journey }: Position): boolean {
  return journey.exits.some((test) => holds(pass, test, run))
}

/** Puts a run at its next step, or ends it. One that lags behind for more than a day jumps ahead. */
function goOn(pass: Pass, run: Run, { to, at }: { to: string; at: number }): Outcome {
  if (to === 'end') return { run, ended: 'finished', at }
  const { restarted: _, retry: __, ...rest } = run
  const since = Math.max(at, pass.now - journeyLimits.lateMs)
  const next = arrive(pass, { ...rest, step: to, since, due: since })
  if (next === undefined) return { run, ended: 'removed', at }
  if (isEndless(pass, next)) return { run, ended: 'endless', at }
  pass.arrivals.push({ journey: next.journey, step: next.step })
  return { run: next }
}

/** Steps without a wait between them that lead in a circle; the check before publishing finds them. */
function isEndless({ steps }: Pass, { journey, key, occurrence, since }: Run): boolean {
  const name = JSON.stringify([journey, key, occurrence, since])
  const count = (steps.get(name) ?? 0) + 1
  steps.set(name, count)
  return count > journeyLimits.steps
}

/** Works out until when a run stays where it is. Undefined when its journey or step is no more. */
function arrive(pass: Pass, run: Run): Run | undefined {
  const position = locate(pass, run)
  if (position === undefined) return undefined
  const scene = sceneOf(pass, position)
  const restarted = restartedAt(run, position.here, scene)
  const due = run.admitted === true ? dueOf(run, position.here, scene) : run.entry.at
  return { ...run, due, ...(restarted !== undefined && { restarted }) }
}

function locate({ plan }: Pass, run: Run): Position | undefined {
  const journey = plan.journeys.get(run.journey)
  const here = journey?.steps.get(run.step)
  return journey === undefined || here === undefined ? undefined : { run, journey, here }
}

function sceneOf(pass: Pass, { run, journey }: Position): Scene {
  return {
    now: pass.now,
    zone: pass.context.timezone,
    stableId: pass.profile.stableId,
    marks: pass.marks,
    fact: (path) => factsOf(pass, run)(path),
    holds: (test) => holds(pass, test, run),
    quiet: (step) => {
      if (step.transactional === true || step.quiet === false) return undefined
      const [channel = ''] = Object.keys(step.messages)
      return step.quiet ?? journey.declaration.quiet ?? pass.plan.channels[channel]?.quiet
    },
  }
}
