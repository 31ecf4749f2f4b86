import type { Event } from '../../event/event.ts'
import type { Outgoing } from '../run.ts'
import type { TimeMachine } from '../time-machine.ts'
import { formatWhen } from './when.ts'

/** What went otherwise than told. */
export interface Fault {
  at: number
  words: string
  /** Which line of the story, from 0; absent when no line tells of it. */
  line?: number
}

/** The teller of one story: where it stands. */
export interface Teller {
  machine: TimeMachine
  zone: string
  faults: Fault[]
  /** The line being told; none before the story, between its lines and after it. */
  line: number | undefined
  /** Messages that have been sent and not been told of yet. */
  untold: Outgoing[]
  /** How much of the time line has been looked at. */
  seen: number
  /** Numbers the events of the story. */
  lines: number
}

/** Notes what went otherwise. */
export function fault({ faults, zone, line }: Teller, at: number, words: string): void {
  const told = `${formatWhen(at, zone)}: ${words}`
  faults.push({ at, words: told, ...(line !== undefined && { line }) })
}

/** A message as stories name it: `journey/step`. */
export function nameOf({ journey, step }: Outgoing): string {
  return `${journey}/${step}`
}

/** Something that happens in a story. */
export function eventOf(teller: Teller, more: Partial<Event>): Event {
  const type = more.type ?? 'track'
  return {
    ...{ id: `line-${++teller.lines}`, type, name: type, at: teller.machine.now() },
    ...{ properties: {}, traits: {}, ids: {}, origin: 'page' },
    ...more,
  }
}
