import { durationMs } from '../condition/duration.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { dayMs } from '../event/time.ts'
import { base64url, sha256 } from '../hash/sha256.ts'
import type { Outgoing } from '../journey/run.ts'
import type { Feed } from './declaration.ts'

/** What the receivers of a person's feeds know, by feed. */
export interface Told {
  feeds: Record<string, ToldFeed>
  /** When to look again, though nothing happens. */
  next: number
}

/** What one receiver knows: segments the person is in, values of traits, and how often each has changed. */
interface ToldFeed {
  inside: string[]
  values: JsonObject
  changes: Record<string, number>
}

/** A person as feeds see them. */
export interface Subject {
  site: string
  profile: string
  now: number
  isInside(segment: string): boolean
  /** Value of a trait; null when there is none, or none that may be used. */
  valueOf(trait: string): Json
  /** Whether a feed may hear of the person. */
  mayHear(feed: Feed): boolean
}

/** One thing that has changed. */
interface Change {
  type: 'segment.entered' | 'segment.left' | 'trait.changed'
  /** `segment:vip`: what is counted. */
  of: string
  data: JsonObject
}

/**
 * Tells each feed what has changed since it was last told. Whoever is in a segment when a feed begins
 * is told as entering it. The same change makes the same message, whatever is repeated. Answers what
 * was known, the very same, when there is nothing to note.
 */
export function tellFeeds(
  feeds: Readonly<Record<string, Feed>>,
  told: Told | undefined,
  subject: Subject
): { told: Told | undefined; messages: Outgoing[] } {
  const names = Object.keys(feeds)
  if (names.length === 0) return { told: undefined, messages: [] }
  const messages: Outgoing[] = []
  const known: Told = { feeds: {}, next: told?.next ?? 0 }
  for (const name of names) {
    const feed = feeds[name]
    if (feed === undefined) continue
    const before = told?.feeds[name] ?? { inside: [], values: {}, changes: {} }
    const changes = subject.mayHear(feed) ? changesOf(feed, before, subject) : []
    const after = changes.reduce(noted, before)
    known.feeds[name] = after
    messages.push(...changes.map((change) => messageOf(change, { name, feed, after, subject })))
  }
  const isDue = known.next <= subject.now
  if (messages.length === 0 && told !== undefined && !isDue) return { told, messages }
  return { told: { ...known, next: isDue ? nextLook(feeds, subject.now) : known.next }, messages }
}

function changesOf({ segments = [], traits = [] }: Feed, known: ToldFeed, subject: Subject) {
  const turns = segments.flatMap((segment): Change[] => {
    const isInside = subject.isInside(segment)
    if (isInside === known.inside.includes(segment)) return []
    const type = isInside ? 'segment.entered' : 'segment.left'
    return [{ type, of: `segment:${segment}`, data: { segment } }]
  })
  const values = traits.flatMap((trait): Change[] => {
    const [value, before] = [subject.valueOf(trait), known.values[trait] ?? null]
    if (JSON.stringify(value) === JSON.stringify(before)) return []
    return [{ type: 'trait.changed', of: `trait:${trait}`, data: { trait, value, before } }]
  })
  return [...turns, ...values]
}

function noted({ inside, values, changes }: ToldFeed, { type, of, data }: Change): ToldFeed {
  const { segment, trait, value = null } = data
  const left = inside.filter((one) => one !== segment)
  return {
    inside: type === 'segment.entered' ? [...left, String(segment)] : left,
    values: type === 'trait.changed' ? { ...values, [String(trait)]: value } : values,
    changes: { ...changes, [of]: (changes[of] ?? 0) + 1 },
  }
}

function messageOf(
  { type, of, data }: Change,
  told: { name: string; feed: Feed; after: ToldFeed; subject: Subject }
): Outgoing {
  const { name, feed, after, subject } = told
  const { site, profile, now } = subject
  const change = after.changes[of] ?? 1
  const id = base64url(sha256(JSON.stringify([site, profile, name, of, change])))
  return {
    id: `msg_${id.slice(0, 27)}`,
    ...{ journey: '', step: type, occurrence: `${of}.${change}`, channel: feed.channel },
    ...{ feed: name, message: { data: { ...data, change } }, transactional: true, at: now },
  }
}

function nextLook(feeds: Readonly<Record<string, Feed>>, now: number): number {
  const every = Object.values(feeds).map((feed) => durationMs(feed.every ?? '1d') ?? dayMs)
  return now + Math.min(...every)
}
