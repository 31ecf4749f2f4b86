import { durationMs } from '../condition/duration.ts'
import type { Event } from '../event/event.ts'
import { foldEvents } from '../profile/fold.ts'
import { counted, effectId } from './identity.ts'
import { journeyLimits } from './limits.ts'
import { factsOf, note, type Pass } from './pass.ts'
import type { Queued, Run } from './run.ts'
import { type Performed, send } from './send.ts'
import type { StepOf } from './steps.ts'

/** An action waits for a page this long when its owner does not say. */
const defaultQueueTime = '7d'

/** Does what a step says. The pass keeps the effect; its id makes a repetition recognisable. */
export function perform(
  pass: Pass,
  run: Run,
  step: StepOf<'send'> | StepOf<'queue'> | StepOf<'set'>
): Performed {
  switch (step.do) {
    case 'send':
      return send(pass, run, step)
    case 'queue':
      return { run: queue(pass, run, step) }
    case 'set':
      return { run: set(pass, run, step) }
  }
}

function queue(pass: Pass, run: Run, step: StepOf<'queue'>): Run {
  const { journey, key } = run
  const { action } = step
  const queued: Queued = {
    ...{ action, journey, id: effectId('que', pass.input.siteId, run), at: pass.now },
    until: pass.now + (durationMs(step.for ?? defaultQueueTime) ?? 0),
    ...(key !== undefined && { key }),
  }
  const others = pass.state.queued.filter(
    (one) => one.action !== action || one.journey !== journey || one.key !== key
  )
  pass.state.queued = [...others, queued].slice(-journeyLimits.queued)
  pass.effects.push({ type: 'queue', queued })
  note(pass, run, { what: 'queued', step: step.id, detail: action, until: queued.until })
  return counted(run)
}

function set(pass: Pass, run: Run, step: StepOf<'set'>): Run {
  const value = step.from === undefined ? step.value : factsOf(pass, run)(step.from)
  if (value === undefined) {
    note(pass, run, { what: 'set', step: step.id, detail: `${step.trait} has no value` })
    return run
  }
  const { siteId, site } = pass.input
  const event: Event = {
    ...{ id: effectId('set', siteId, run), type: 'identify', name: 'identify', at: pass.now },
    ...{ properties: {}, traits: { [step.trait]: value }, ids: {}, origin: 'server' },
  }
  pass.profile = foldEvents(pass.profile, [event], { now: pass.now, site })
  pass.effects.push({ type: 'event', event })
  note(pass, run, { what: 'set', step: step.id, detail: step.trait, value })
  return counted(run)
}
