import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { deviceProfile, identityObject } from '../../edge/profile/address.ts'
import { deliver } from '../../edge/profile/deliver.ts'
import type { ProfileRecord } from '../../edge/profile/record.ts'
import { openStorage } from '../../edge/profile/storage.ts'
import type { Event } from '../../shared/event/event.ts'
import { objectOf, personOf, viewed, visit, visitOf } from './workerd/people.ts'
import { bindings, newSite } from './workerd/site.ts'

/** How many views a profile counts; 'moved' when it is elsewhere. */
async function viewsOf(site: string, id: string): Promise<number | string> {
  const portrait = await personOf(site, id).look(Date.now(), visitOf(site).asks.context)
  if (portrait === 'unknown') return 'unknown'
  if ('to' in portrait) return `moved to ${portrait.to}`
  return (
    (portrait as unknown as { events: Record<string, { count: number }> }).events['Product Viewed']
      ?.count ?? 0
  )
}

/** Two people of one site, one with three views and one with two. */
async function twoPeople(): Promise<{ site: string; events: Event[] }> {
  const site = await newSite()
  const events = [viewed(), viewed(), viewed()]
  await visit(site, 'anon', { events })
  await visit(site, 'known', { events: [viewed(), viewed()] })
  return { site, events }
}

/** Changes the state row behind the object's back, as a crash would leave it. */
async function leaveHalfway(site: string, id: string, change: Partial<ProfileRecord>) {
  await runInDurableObject(objectOf(site, id), (_, { storage }) => {
    const rows = openStorage(storage.sql)
    rows.save({ ...rows.load(), ...change })
    return storage.setAlarm(Date.now() + 3_600_000)
  })
  await abortAllDurableObjects()
}

describe('a merge', () => {
  test('carries everything over and leaves a redirect', async () => {
    const { site } = await twoPeople()
    await personOf(site, 'anon').mergeInto('known', Date.now())
    expect(await viewsOf(site, 'known')).toBe(5)
    expect(await viewsOf(site, 'anon')).toBe('moved to known')
  })

  test('carries the ids seen, so that a batch sent again after it counts nothing (D5)', async () => {
    const { site, events } = await twoPeople()
    await personOf(site, 'anon').mergeInto('known', Date.now())
    const again = await visit(site, 'known', { events })
    expect(again.verdicts.map(([, verdict]) => verdict)).toEqual(['dup', 'dup', 'dup'])
    expect(await viewsOf(site, 'known')).toBe(5)
  })

  test('done twice is done once (I4)', async () => {
    const { site } = await twoPeople()
    await personOf(site, 'anon').mergeInto('known', Date.now())
    await personOf(site, 'anon').mergeInto('known', Date.now())
    expect(await viewsOf(site, 'known')).toBe(5)
  })

  test('goes on by alarm when the wish was stored and nothing else', async () => {
    const { site } = await twoPeople()
    const leaving = { mergeId: 'm', into: 'known', since: Date.now() }
    await leaveHalfway(site, 'anon', { leaving })
    expect(await runDurableObjectAlarm(objectOf(site, 'anon'))).toBe(true)
    expect(await viewsOf(site, 'known')).toBe(5)
    expect(await viewsOf(site, 'anon')).toBe('moved to known')
  })

  test('goes on with the next visit, which waits for it', async () => {
    const { site, events } = await twoPeople()
    await leaveHalfway(site, 'anon', {
      leaving: { mergeId: 'm', into: 'known', since: Date.now() },
    })
    const answer = await personOf(site, 'anon').visit(visitOf(site, { events }))
    expect(answer).toEqual({ to: 'known' })
    expect(await viewsOf(site, 'known')).toBe(5)
  })

  test('is not applied again when only its answer was lost', async () => {
    const { site } = await twoPeople()
    const now = Date.now()
    const record = await runInDurableObject(objectOf(site, 'anon'), (_, { storage }) =>
      openStorage(storage.sql).load()
    )
    const profile = record?.profile
    if (!profile) throw new Error('no profile')
    const luggage = { mergeId: 'm', from: 'anon', profile, chunks: [], merges: [] }
    expect(await personOf(site, 'known').receive(luggage, now)).toBe('arrived')
    await leaveHalfway(site, 'anon', { leaving: { mergeId: 'm', into: 'known', since: now } })
    await runDurableObjectAlarm(objectOf(site, 'anon'))
    expect(await viewsOf(site, 'known')).toBe(5)
  })

  test('finds a profile that was merged on meanwhile, and is known there', async () => {
    const { site } = await twoPeople()
    await visit(site, 'third', { events: [viewed()] })
    await personOf(site, 'known').mergeInto('third', Date.now())
    await personOf(site, 'anon').mergeInto('known', Date.now())
    expect(await viewsOf(site, 'third')).toBe(6)
    expect(await viewsOf(site, 'anon')).toBe('moved to third')
  })

  test('in both directions at once ends in one profile with the union (X5)', async () => {
    const { site } = await twoPeople()
    const now = Date.now()
    await Promise.allSettled([
      personOf(site, 'anon').mergeInto('known', now),
      personOf(site, 'known').mergeInto('anon', now),
    ])
    // Whoever was busy tries again by alarm.
    for (const id of ['anon', 'known']) await runDurableObjectAlarm(objectOf(site, id))
    const views = [await viewsOf(site, 'anon'), await viewsOf(site, 'known')]
    expect(views).toContain(5)
    expect(views.filter((view) => typeof view === 'string')).toHaveLength(1)
  })

  test('keeps the experiment arms of whoever was there first', async () => {
    const { site } = await twoPeople()
    await personOf(site, 'anon').mergeInto('new', Date.now())
    const record = await runInDurableObject(objectOf(site, 'new'), (_, { storage }) =>
      openStorage(storage.sql).load()
    )
    expect(record?.profile).toMatchObject({ id: 'new', stableId: 'anon' })
  })
})

describe('a device and its users', () => {
  const device = 'device-0123456789abcdef'
  const named = (user: string) => viewed({ ids: { user_id: user, anonymous_id: device } })
  const send = (site: string, events: Event[], user?: string, mayBeKnown = true) =>
    deliver(bindings, { anonymousId: device, user, mayBeKnown }, visitOf(site, { events }))

  test('a user nobody owns yet joins the profile of the device', async () => {
    const site = await newSite()
    await send(site, [viewed()])
    const { profile } = await send(site, [named('u1')], 'u1')
    expect(profile).toBe(await deviceProfile(site, device))
    expect(await identityObject(bindings, site, 'user_id', 'u1').owner()).toBe(profile)
    expect(await viewsOf(site, profile)).toBe(2)
  })

  test('a user known elsewhere takes the anonymous profile in', async () => {
    const site = await newSite()
    const till = viewed({ ids: { user_id: 'u1' }, origin: 'server' })
    const there = await deliver(
      bindings,
      { user: 'u1', mayBeKnown: true },
      visitOf(site, { events: [till] })
    )
    await send(site, [viewed()])
    const here = await send(site, [named('u1')], 'u1')
    expect(here.profile).toBe(there.profile)
    expect(await viewsOf(site, there.profile)).toBe(3)
  })

  test('a second user switches the device and takes nothing of the first (I3)', async () => {
    const site = await newSite()
    const first = await send(site, [named('u1')], 'u1')
    const second = await send(site, [named('u2')], 'u2')
    expect(second.profile).not.toBe(first.profile)
    expect([await viewsOf(site, first.profile), await viewsOf(site, second.profile)]).toEqual([
      1, 1,
    ])
    // Without a name, the device belongs to who used it last.
    expect((await send(site, [viewed()])).profile).toBe(second.profile)
    // And the first one finds everything as it was.
    const back = await send(site, [named('u1')], 'u1')
    expect(back.profile).toBe(first.profile)
    expect((await send(site, [viewed()])).profile).toBe(first.profile)
  })

  test('two devices that log in at once as one user end in one profile', async () => {
    const site = await newSite()
    const login = (anonymousId: string) =>
      deliver(
        bindings,
        { anonymousId, user: 'u1', mayBeKnown: true },
        visitOf(site, { events: [viewed()] })
      )
    await Promise.all(['device-aaaaaaaaaaaaaaaa', 'device-bbbbbbbbbbbbbbbb'].map(login))
    const owner = await identityObject(bindings, site, 'user_id', 'u1').owner()
    expect(await viewsOf(site, owner ?? '')).toBe(2)
  })

  test('without proof, a device whose profile has a name goes on as a guest', async () => {
    const site = await newSite()
    const known = await send(site, [named('u1')], 'u1')
    const guest = await send(site, [viewed()], undefined, false)
    expect(guest.profile).not.toBe(known.profile)
    expect(guest.decisions).toMatchObject([{ content: { text: 'Seen 1' } }])
    expect((await send(site, [viewed()], undefined, false)).profile).toBe(guest.profile)
  })

  test('what a guest did is the user’s with the next proof, and the next guest is a new one', async () => {
    const site = await newSite()
    const known = await send(site, [named('u1')], 'u1')
    const guest = await send(site, [viewed()], undefined, false)
    await send(site, [named('u1')], 'u1')
    expect(await viewsOf(site, known.profile)).toBe(3)
    const next = await send(site, [viewed()], undefined, false)
    expect([known.profile, guest.profile]).not.toContain(next.profile)
  })
})
