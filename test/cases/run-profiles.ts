import type { Event } from '../../shared/event/event.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { type IncomingEvent, normalizeEvent } from '../../shared/event/normalize.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { createFacts } from '../../shared/profile/facts.ts'
import { foldEvents } from '../../shared/profile/fold.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** One life and what is known of it. */
export interface ProfileCase {
  name: string
  /** Parts of the configuration: traits, given, consent. */
  site?: JsonObject
  /** As a back end or a page sends them; `ago` (`2d`, `90m`) instead of a time, ids are given out. */
  events: (JsonObject & { ago: string; origin?: Event['origin'] })[]
  /** The person's zone. Default UTC. */
  zone?: string
  /** Path -> value, at the file's `now`; null when there is nothing. */
  facts: Record<string, Json>
  /** The same some time later, without another event. */
  later?: { after: string; facts: Record<string, Json> }[]
}

/** The file of cases. */
export interface ProfileCases {
  now: number
  cases: ProfileCase[]
}

/** A case that did not come out as it must. */
export interface ProfileFailure {
  name: string
  what: string
  expected: unknown
  actual: unknown
}

/** Runs every case, in every order it is worth trying. Pure, for Node, workerd and Chromium alike. */
export function runProfiles({ now, cases }: ProfileCases): ProfileFailure[] {
  return cases.flatMap((one) => runCase(one, now))
}

function runCase(one: ProfileCase, now: number): ProfileFailure[] {
  const config = { name: 'Cases', ...one.site } as SiteConfig
  const site = compileSite({ version: 1, config })
  const events = one.events.map((given, i) => toEvent(given, { i, now }))
  const fold = (profile: Profile, some: readonly Event[]): Profile =>
    foldEvents(profile, some, { now, site })
  const empty = emptyProfile('p', 's', now)
  const profile = fold(empty, events)
  const failures: ProfileFailure[] = []
  const compare = (what: string, expected: unknown, actual: unknown): void => {
    if (JSON.stringify(expected) !== JSON.stringify(actual)) {
      failures.push({ name: one.name, what, expected, actual })
    }
  }

  const backwards = events.toReversed()
  compare(
    'one by one',
    profile,
    events.reduce((p, event) => fold(p, [event]), empty)
  )
  compare(
    'backwards',
    profile,
    backwards.reduce((p, event) => fold(p, [event]), empty)
  )
  const moments = [{ at: now, facts: one.facts }].concat(
    (one.later ?? []).map(({ after, facts }) => ({ at: now + msOf(after), facts }))
  )
  for (const { at, facts } of moments) {
    const context = {
      channel: 'page',
      timezone: one.zone ?? 'UTC',
      locale: 'en',
      page: {},
      more: {},
    }
    const lookup = createFacts({ profile, site, context, now: at, event: events.at(-1) })
    for (const [path, expected] of Object.entries(facts)) {
      compare(`${path} at +${at - now} ms`, expected, lookup(path) ?? null)
    }
  }
  return failures
}

function toEvent(
  given: ProfileCase['events'][number],
  { i, now }: { i: number; now: number }
): Event {
  const { ago, origin = 'page', ...incoming } = given
  const result = normalizeEvent(
    { type: 'track', messageId: `e${i}`, ...incoming, age: msOf(ago) } as IncomingEvent,
    { receivedAt: now, origin }
  )
  if ('problem' in result) throw new Error(`event ${i}: ${result.problem.message}`)
  return result.event
}

/** `2d`, `90m`, `0`, with `+1` for a millisecond more: `7d+1`. */
function msOf(text: string): number {
  const [duration = '0', more = '0'] = text.split('+')
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[duration.at(-1) ?? '']
  const ms = unit === undefined ? Number(duration) : Number(duration.slice(0, -1)) * unit
  return ms + Number(more)
}
