import { durationMs } from '../condition/duration.ts'
import type { Json } from '../event/json.ts'
import { weekdayOf } from '../event/time.ts'
import { bucket, chooseRange, ranges } from '../hash/hash.ts'
import { momentOf } from './date.ts'
import { byTime, concerns } from './marks.ts'
import type { Quiet } from './parts.ts'
import type { PreparedJourney, PreparedStep } from './plan.ts'
import { quietEnd } from './quiet.ts'
import type { Mark, Run } from './run.ts'
import type { StepOf } from './steps.ts'
import { instantAt, localDay, localMinute, minuteOf } from './wall-clock.ts'

/** A moment in a person's life, as a run sees it. */
export interface Scene {
  now: number
  /** The person's own time zone. */
  zone: string
  stableId: string
  /** What events meant lately, in the order in which they happened. */
  marks: readonly Mark[]
  fact(path: string): Json | undefined
  holds(test: PreparedStep['branches'][number]): boolean
  /** Quiet hours that hold for a message of this step. */
  quiet(step: StepOf<'send'>): Quiet | undefined
}

/** What becomes of a run whose time has come. */
export type Transition =
  | { kind: 'go'; to: string; at: number }
  /** The step has an effect outside of the run; the run goes on at `to` once it is done. */
  | { kind: 'act'; step: StepOf<'send'> | StepOf<'queue'> | StepOf<'set'>; to: string }
  /** The message is too late, or it is quiet and the owner rather drops it. */
  | { kind: 'skip'; to: string; reason: 'quiet' | 'late' }

/** A message that has waited this long is not worth sending any more. */
const defaultPatience = '2d'

/**
 * When a run is to be looked at: now or before when its step can be left. Worked out anew on every
 * pass, so that a wait follows the person to another time zone and a date that was changed.
 */
export function dueOf(run: Run, { step }: PreparedStep, scene: Scene): number {
  switch (step.do) {
    case 'wait':
      return run.since + ms(step.for)
    case 'hold':
      return arrival(run, scene)?.at ?? deadline(run, step, scene)
    case 'waitUntil': {
      const moment = momentFor(run, step, scene)
      return moment === undefined || moment < run.since ? run.since : moment
    }
    case 'send':
      return Math.max(run.retry ?? 0, loudFrom(run, step, scene))
    default:
      return run.since
  }
}

/** What happens to a run that is due. Pure: the same run and scene, the same transition. */
export function leave(
  run: Run,
  journey: PreparedJourney,
  { step, following, branches }: PreparedStep,
  scene: Scene
): Transition {
  const next = step.next ?? following
  const go = (to: string, at: number): Transition => ({ kind: 'go', to, at })
  switch (step.do) {
    case 'wait':
      return go(next, run.since + ms(step.for))
    case 'hold': {
      const event = arrival(run, scene)
      return event === undefined
        ? go(next, deadline(run, step, scene))
        : go(step.onEvent ?? following, event.at)
    }
    case 'waitUntil': {
      const moment = momentFor(run, step, scene)
      if (moment === undefined || moment < run.since) return go(step.past ?? 'end', run.since)
      return go(next, moment)
    }
    case 'branch': {
      const index = branches.findIndex((test) => scene.holds(test))
      return go(step.branches[index]?.to ?? next, run.since)
    }
    case 'split':
      return go(armOf(step, journey.name, scene.stableId) ?? next, run.since)
    case 'send':
      return sendOrSkip(run, step, next, scene)
    default:
      return { kind: 'act', step, to: next }
  }
}

/**
 * What a hold must remember beyond the marks, which are forgotten after a day: when it was last
 * started anew.
 */
export function restartedAt(run: Run, { step }: PreparedStep, scene: Scene): number | undefined {
  if (step.do !== 'hold') return undefined
  const restarts = scene.marks.filter((mark) => isFor(mark, run, 'restart')).map(({ at }) => at)
  const latest = Math.max(run.restarted ?? run.since, ...restarts)
  return latest > run.since ? latest : undefined
}

/** The first event that a hold has waited for. */
function arrival(run: Run, { marks }: Scene): Mark | undefined {
  return marks.filter((mark) => isFor(mark, run, 'until')).sort(byTime)[0]
}

function deadline(run: Run, step: StepOf<'hold'>, scene: Scene): number {
  return (
    (restartedAt(run, { step, following: '', branches: [] }, scene) ?? run.since) + ms(step.for)
  )
}

function isFor(mark: Mark, run: Run, role: Mark['role']): boolean {
  return (
    mark.role === role &&
    mark.step === run.step &&
    mark.at >= run.since &&
    concerns(mark, run.journey, run.key)
  )
}

/** The moment a `waitUntil` waits for; undefined when its date is none. */
function momentFor(run: Run, step: StepOf<'waitUntil'>, scene: Scene): number | undefined {
  const { zone } = scene
  if (step.date !== undefined) return momentOf(scene.fact(step.date), step, zone)
  const today = localDay(run.since, zone)
  const minute = step.time === undefined ? localMinute(run.since, zone) : minuteOf(step.time)
  const first = today + (step.inDays ?? 0)
  // Eight days from the first one: today may be over already, and a week has seven weekdays.
  for (let day = first; day <= first + 8; day++) {
    if (step.weekdays !== undefined && !step.weekdays.includes(weekdayOf(day))) continue
    const at = instantAt(day, minute, zone)
    if (at >= run.since) return at
  }
  return undefined
}

/** One person always takes the same arm, and a share can grow without moving the others' order. */
function armOf(step: StepOf<'split'>, journey: string, stableId: string): string | undefined {
  const total = step.arms.reduce((sum, { share }) => sum + share, 0)
  const shares = ranges(step.arms.map(({ share }) => (total > 0 ? share / total : 0)))
  const place = bucket(step.seed ?? `${journey}/${step.id}`, stableId, 2)
  return step.arms[chooseRange(place, shares)]?.to
}

/** From when a message may leave. What would have to wait too long is looked at now, to be dropped. */
function loudFrom(run: Run, step: StepOf<'send'>, scene: Scene): number {
  const quiet = scene.quiet(step)
  if (quiet === undefined || quiet.policy === 'drop') return run.since
  const loud = quietEnd(quiet, scene.now, scene.zone)
  // What was held until nine has been due since nine, whenever the alarm rings.
  if (loud === scene.now) return Math.max(run.since, Math.min(run.due, scene.now))
  return loud === undefined || loud - run.since > patience(step) ? run.since : loud
}

function sendOrSkip(run: Run, step: StepOf<'send'>, to: string, scene: Scene): Transition {
  if (scene.now - run.since > patience(step)) return { kind: 'skip', to, reason: 'late' }
  const quiet = scene.quiet(step)
  const isLoud = quiet === undefined || quietEnd(quiet, scene.now, scene.zone) === scene.now
  return isLoud ? { kind: 'act', step, to } : { kind: 'skip', to, reason: 'quiet' }
}

function patience(step: StepOf<'send'>): number {
  return ms(step.patience ?? defaultPatience)
}

function ms(duration: string): number {
  return durationMs(duration) ?? 0
}
