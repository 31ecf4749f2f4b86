import { zoneOf } from '../../shared/event/zone.ts'
import type { Failure } from './run-conditions.ts'

/** What a page says of its clock, and the zone it means. */
export interface ZoneCase {
  name: string
  said: string
  /** The zone of the page's address, as the network tells it. */
  network?: string
  /** ISO 8601. */
  now: string
  gives: string
}

/** Runs the table; the same in Node, workerd and Chromium. */
export function runZoneCases(cases: readonly ZoneCase[]): Failure[] {
  return cases.flatMap(({ name, said, network, now, gives }) => {
    const got = zoneOf(said, { network, now: Date.parse(now) })
    return got === gives ? [] : [{ name, expected: gives, got: String(got) }]
  })
}
