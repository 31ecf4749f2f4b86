import type { Problem } from '../../condition/condition.ts'
import { sensitivityOf } from '../../event/sensitive.ts'
import { entryPathsOf, mayKeep } from '../entry-facts.ts'
import type { Bench } from './check-journeys.ts'
import { checkFactPath, unknownName } from './problems.ts'

/** Checks what lets people in, and what the journey says of it later. */
export function checkEntry({ journey, config, path }: Bench): Problem[] {
  const { entry } = journey
  return [
    ...(entry.on === 'segment' && config.segments?.[entry.segment] === undefined
      ? [unknownName(`${path}.entry.segment`, 'segment', entry.segment)]
      : []),
    ...(entry.on === 'date' ? checkFactPath(entry.date, `${path}.entry.date`) : []),
    ...(entry.on === 'event' ? checkKept(journey, path) : checkEventless(journey, path)),
  ]
}

/** Sensitive facts of the entry event are not kept, so a journey cannot speak of them. */
function checkKept(journey: Bench['journey'], path: string): Problem[] {
  return entryPathsOf(journey)
    .filter((one) => !mayKeep(one))
    .map((one) => ({
      code: 'sensitive_entry',
      path,
      message: `journey.entry.${one} is ${sensitivityOf(one)} and is not kept; take it from the profile.`,
    }))
}

function checkEventless(journey: Bench['journey'], path: string): Problem[] {
  const key: Problem = {
    code: 'key_without_event',
    path: `${path}.key`,
    message: 'Only an event carries a key; remove it, or let people in by an event.',
  }
  const mentioned = entryPathsOf(journey).filter((one) => one !== 'at')
  return [
    ...(journey.key === undefined ? [] : [key]),
    ...mentioned.map((one) => ({
      code: 'entry_without_event',
      path,
      message: `There is no entry event, so journey.entry.${one} is never there.`,
    })),
  ]
}
