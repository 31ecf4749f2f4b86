import { runDurableObjectAlarm } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import {
  countPeople,
  list,
  putPerson,
  recent,
  removePerson,
  search,
} from '../../edge/directory/directory.ts'
import type { DirectoryEntry } from '../../shared/api/people-api.ts'
import { emailHash } from '../../shared/event/email-hash.ts'
import { objectOf, personOf, viewed, visit } from './workerd/people.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

const searchableSite = () =>
  newSite({ ...plainSite, identity: { mode: 'off' }, directory: { searchable: ['lastName'] } })

const identified = (user: string, lastName: string) =>
  viewed({ type: 'identify', name: 'identify', ids: { user_id: user }, traits: { lastName } })

const found = async (site: string, query: string) =>
  (await search(bindings, site, { query }))?.people.map(({ profile }) => profile)

/** Runs the alarm by which a person tells the directory. */
const tell = (site: string, id: string) => runDurableObjectAlarm(objectOf(site, id))

describe('a person', () => {
  test('is listed once they are known, and found by id, trait and profile id', async () => {
    const site = await searchableSite()
    await visit(site, 'p-ann', { events: [identified('u-ann', 'Müller')] })
    await tell(site, 'p-ann')
    for (const query of ['u-an', 'mull', 'MÜLLER', 'p-ann']) {
      expect(await found(site, query)).toEqual(['p-ann'])
    }
    expect(await found(site, 'nobody')).toEqual([])
    expect(await countPeople(bindings, site)).toBe(1)
  })

  test('is told of again only when something about them has changed', async () => {
    const site = await searchableSite()
    await visit(site, 'p', { events: [identified('u', 'Old')] })
    await tell(site, 'p')
    await visit(site, 'p', { events: [viewed()] })
    const due = () => objectOf(site, 'p')
    expect(await found(site, 'old')).toEqual(['p'])
    await visit(site, 'p', { events: [identified('u', 'New')] })
    await runDurableObjectAlarm(due())
    expect(await found(site, 'old')).toEqual([])
    expect(await found(site, 'new')).toEqual(['p'])
  })

  test('is gone from it when they are erased', async () => {
    const site = await searchableSite()
    await visit(site, 'p', { events: [identified('u', 'Gone')] })
    await tell(site, 'p')
    await personOf(site, 'p').erase(Date.now())
    expect(await found(site, 'gone')).toEqual([])
    expect(await countPeople(bindings, site)).toBe(0)
  })

  test('who was merged is found as the one they have become', async () => {
    const site = await searchableSite()
    await visit(site, 'a', { events: [viewed({ ids: { loyalty_card: 'c-1' } })] })
    await visit(site, 'b', { events: [identified('u', 'Both')] })
    await Promise.all([tell(site, 'a'), tell(site, 'b')])
    await personOf(site, 'a').mergeInto('b', Date.now())
    await Promise.all([tell(site, 'a'), tell(site, 'b')])
    expect(await found(site, 'a')).toEqual([])
    expect(await countPeople(bindings, site)).toBe(1)
  })
})

describe('a directory', () => {
  const entry = (n: number): DirectoryEntry => ({
    ...{ profile: `p${String(n).padStart(5, '0')}`, createdAt: n, at: n },
    ...{ ids: { user_id: [`user-${n}`] }, traits: { email: `mail${n}@mail.example` } },
  })
  const filled = async (count: number) => {
    const site = `d${count}-${Date.now().toString(36)}`
    await Promise.all(Array.from({ length: count }, (_, n) => putPerson(bindings, site, entry(n))))
    return site
  }
  type Page = { people: DirectoryEntry[]; cursor?: string }
  const pages = async (next: (cursor?: string) => Promise<Page | undefined>) => {
    const people: DirectoryEntry[] = []
    let cursor: string | undefined
    do {
      const page = await next(cursor)
      people.push(...(page?.people ?? []))
      cursor = page?.cursor
    } while (cursor !== undefined)
    return people
  }

  test('lists, searches and tells the most recent, page by page, everybody once', async () => {
    const site = await filled(120)
    const listed = await pages((cursor) => list(bindings, site, { cursor, limit: 7 }))
    expect(new Set(listed.map(({ profile }) => profile)).size).toBe(120)
    expect(listed).toHaveLength(120)
    const hits = await pages((cursor) =>
      search(bindings, site, { query: 'user-1', cursor, limit: 9 })
    )
    expect(hits.map(({ profile }) => profile).sort()).toEqual(
      Array.from({ length: 120 }, (_, n) => n)
        .filter((n) => String(n).startsWith('1'))
        .map((n) => entry(n).profile)
        .sort()
    )
    const latest = await pages((cursor) => recent(bindings, site, { cursor, limit: 50 }))
    expect(latest.map(({ at }) => at)).toEqual(Array.from({ length: 120 }, (_, n) => 119 - n))
  })

  test('finds somebody who is known by the hash of an address', async () => {
    const site = await filled(1)
    const hash = emailHash('ann@mail.example')
    await putPerson(bindings, site, { ...entry(7), ids: { email_sha256: [hash] }, traits: {} })
    expect(await found(site, 'Ann@mail.example')).toEqual([entry(7).profile])
  })

  test('forgets, and refuses a cursor of somebody else', async () => {
    const site = await filled(2)
    await removePerson(bindings, site, entry(0).profile)
    expect(await countPeople(bindings, site)).toBe(1)
    for (const cursor of ['x', '9.', 'e30=']) {
      expect(await list(bindings, site, { cursor })).toBeUndefined()
      expect(await recent(bindings, site, { cursor })).toBeUndefined()
      expect(await search(bindings, site, { query: 'u', cursor })).toBeUndefined()
    }
  })
})
