import type { Problem } from '../../condition/condition.ts'
import type { Step, StepOf } from '../steps.ts'
import type { Bench } from './check-journeys.ts'
import { checkFactPath, unknownName } from './problems.ts'

/** Checks what a step refers to, and that it says neither too little nor too much. */
export function checkStep(step: Step, index: number, bench: Bench): Problem[] {
  const path = `${bench.path}.steps.${index}`
  switch (step.do) {
    case 'send':
      return checkSend(step, path, bench)
    case 'queue':
      return bench.config.actions?.[step.action] === undefined
        ? [unknownName(`${path}.action`, 'action', step.action)]
        : []
    case 'set':
      return checkSet(step, path)
    case 'waitUntil':
      return checkWaitUntil(step, path)
    default:
      return []
  }
}

function checkSend(step: StepOf<'send'>, path: string, { config }: Bench): Problem[] {
  const { experiment, messages } = step
  const missing =
    experiment !== undefined && config.experiments?.[experiment] === undefined
      ? [unknownName(`${path}.experiment`, 'experiment', experiment)]
      : []
  const perChannel = Object.entries(messages).flatMap(([channel, offer]): Problem[] => {
    const at = `${path}.messages.${channel}`
    const declared = config.channels?.[channel]
    if (declared === undefined) return [unknownName(at, 'channel', channel)]
    const wordings = 'variants' in offer ? Object.values(offer.variants) : [{ message: offer }]
    const all = wordings.flatMap((one) => [
      one.message,
      ...Object.values('locales' in one ? (one.locales ?? {}) : {}),
    ])
    const fits = all.every((message) => 'subject' in message === (declared.kind === 'email'))
    const needs = declared.kind === 'email' ? 'a subject and blocks' : 'data'
    return fits
      ? []
      : [
          {
            code: 'wrong_message',
            path: at,
            message: `${channel} is ${declared.kind}: give ${needs}.`,
          },
        ]
  })
  return [...missing, ...perChannel]
}

function checkSet({ value, from }: StepOf<'set'>, path: string): Problem[] {
  if ((value === undefined) === (from === undefined)) {
    const message = 'Give a value, or the path to take it from; not both.'
    return [{ code: 'value_or_path', path, message }]
  }
  return checkFactPath(from, `${path}.from`)
}

function checkWaitUntil(step: StepOf<'waitUntil'>, path: string): Problem[] {
  const { date, time, weekdays, inDays, offset, past } = step
  const isClock = weekdays !== undefined || inDays !== undefined
  if (date === undefined && time === undefined && !isClock) {
    const message = 'Say until when: a time, weekdays, a number of days, or a date.'
    return [{ code: 'nothing_to_wait_for', path, message }]
  }
  if (date === undefined ? offset !== undefined || past !== undefined : isClock) {
    const message = 'Offset and past belong to a date; weekdays and inDays to a local time.'
    return [{ code: 'mixed_wait', path, message }]
  }
  return checkFactPath(date, `${path}.date`)
}
