import type { DirectoryEntry, PeopleAnswer } from '../../shared/api/people-api.ts'
import { emailHash } from '../../shared/event/email-hash.ts'
import { fingerprint } from '../../shared/event/fingerprint.ts'
import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'
import type { DirectoryObject, Hit } from './directory-object.ts'
import { nameOf } from './entry.ts'

/** More shards take more people a second; a search asks all of them. */
const shards = 8
const pageLength = 50
/** Before every id, and after every time and id. */
const start = ''
const end = '\u{10FFFF}'

/** A page of people, in an order of its own, with what leads to the next one. */
export type PeoplePage = Omit<PeopleAnswer, 'total'>

/** Notes a person as they are now. */
export function putPerson(env: Env, site: string, entry: DirectoryEntry): Promise<void> {
  return shardOf(env, site, shardFor(entry.profile)).put(entry)
}

/** Forgets a person. */
export function removePerson(env: Env, site: string, profile: string): Promise<void> {
  return shardOf(env, site, shardFor(profile)).remove(profile)
}

/** Everybody, shard after shard in order of ids: nobody is missed or met twice, whoever comes meanwhile. */
export async function list(
  env: Env,
  site: string,
  { cursor, limit = pageLength }: { cursor?: string | undefined; limit?: number }
): Promise<PeoplePage | undefined> {
  const place = cursor === undefined ? { shard: 0, after: start } : readListCursor(cursor)
  if (!place) return undefined
  const people: DirectoryEntry[] = []
  let { shard, after } = place
  while (shard < shards && people.length < limit) {
    const found = await shardOf(env, site, shard).list(after, limit - people.length)
    people.push(...found)
    after = found.at(-1)?.profile ?? after
    if (people.length < limit) [shard, after] = [shard + 1, start]
  }
  return shard < shards ? { people, cursor: `${shard}.${after}` } : { people }
}

/** People one of whose names begins with the query; an e-mail address also finds its hash. */
export async function search(
  env: Env,
  site: string,
  {
    query,
    cursor,
    limit = pageLength,
  }: { query: string; cursor?: string | undefined; limit?: number }
): Promise<PeoplePage | undefined> {
  const after = cursor === undefined ? { name: start, id: start } : readCursor(cursor, isHit)
  if (!after) return undefined
  const text = nameOf(query)
  const texts = query.includes('@') ? [text, emailHash(query)] : [text]
  const asked = texts.flatMap((one) =>
    allShards(env, site).map((shard) => shard.search(one, after, limit + 1))
  )
  const [hits, exact] = await Promise.all([
    Promise.all(asked),
    cursor === undefined ? shardOf(env, site, shardFor(query)).get(query) : undefined,
  ])
  const sorted = hits.flat().sort(byName)
  const page = sorted.slice(0, limit)
  const last = page.at(-1)
  const people = distinct([...(exact ? [exact] : []), ...page.map(({ entry }) => entry)])
  if (sorted.length <= limit || !last) return { people }
  return { people, cursor: writeCursor({ name: last.name, id: last.entry.profile }) }
}

/** People heard of most recently. */
export async function recent(
  env: Env,
  site: string,
  { cursor, limit = pageLength }: { cursor?: string | undefined; limit?: number }
): Promise<PeoplePage | undefined> {
  const first = { at: Number.MAX_SAFE_INTEGER, id: end }
  const before = cursor === undefined ? first : readCursor(cursor, isMoment)
  if (!before) return undefined
  const asked = allShards(env, site).map((shard) => shard.recent(before, limit + 1))
  const sorted = (await Promise.all(asked)).flat().sort(byTime)
  const people = sorted.slice(0, limit)
  const last = people.at(-1)
  if (sorted.length <= limit || !last) return { people }
  return { people, cursor: writeCursor({ at: last.at, id: last.profile }) }
}

/** How many people a site knows. */
export async function countPeople(env: Env, site: string): Promise<number> {
  const counts = await Promise.all(allShards(env, site).map((shard) => shard.count()))
  return counts.reduce((sum, count) => sum + count, 0)
}

function shardFor(profile: string): number {
  return fingerprint(profile) % shards
}

function shardOf(env: Env, site: string, shard: number): Remote<DirectoryObject> {
  return remote<DirectoryObject>(env.DIRECTORY, `${site}/${shard}`)
}

function allShards(env: Env, site: string): Remote<DirectoryObject>[] {
  return Array.from({ length: shards }, (_, shard) => shardOf(env, site, shard))
}

function byName(a: Hit, b: Hit): number {
  return compare(a.name, b.name) || compare(a.entry.profile, b.entry.profile)
}

function byTime(a: DirectoryEntry, b: DirectoryEntry): number {
  return b.at - a.at || compare(b.profile, a.profile)
}

/** As SQLite orders them, by bytes: not as a language does. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** Somebody may be found by two of their names. */
function distinct(people: readonly DirectoryEntry[]): DirectoryEntry[] {
  return [...new Map(people.map((entry) => [entry.profile, entry])).values()]
}

function readListCursor(cursor: string): { shard: number; after: string } | undefined {
  const [, shard, after] = /^([0-7])\.([\w-]{0,64})$/.exec(cursor) ?? []
  return shard === undefined || after === undefined ? undefined : { shard: Number(shard), after }
}

function writeCursor(place: object): string {
  return btoa(encodeURIComponent(JSON.stringify(place)))
}

function readCursor<T>(cursor: string, isPlace: (json: unknown) => json is T): T | undefined {
  try {
    const json: unknown = JSON.parse(decodeURIComponent(atob(cursor)))
    return isPlace(json) ? json : undefined
  } catch {
    return undefined
  }
}

function isHit(json: unknown): json is { name: string; id: string } {
  return isPlace(json) && 'name' in json && typeof json.name === 'string'
}

function isMoment(json: unknown): json is { at: number; id: string } {
  return isPlace(json) && 'at' in json && typeof json.at === 'number'
}

function isPlace(json: unknown): json is { id: string } {
  return typeof json === 'object' && json !== null && 'id' in json && typeof json.id === 'string'
}
