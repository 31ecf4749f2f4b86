import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { deviceProfile, identityObject } from '../../edge/profile/address.ts'
import { deliver } from '../../edge/profile/deliver.ts'
import { slimMerges } from '../../edge/profile/retention.ts'
import { openStorage } from '../../edge/profile/storage.ts'
import type { Event } from '../../shared/event/event.ts'
import { retentionOf } from '../../shared/site/retention.ts'
import { serveWatched } from './workerd/calls.ts'
import { objectOf, personOf, viewed, visitOf } from './workerd/people.ts'
import { bindings, newSite } from './workerd/site.ts'

const [tablet, phone] = ['device-of-the-family', 'device-of-ann-00001']

const on = (device: string, more: Partial<Event> = {}): Event =>
  viewed({ ...more, ids: { anonymous_id: device, ...more.ids } })
const send = (site: string, device: string, events: Event[], user?: string) =>
  deliver(bindings, { anonymousId: device, user, mayBeKnown: true }, visitOf(site, { events }))

async function countIn(site: string, id: string): Promise<number | string> {
  const portrait = await personOf(site, id).look(Date.now(), visitOf(site).asks.context)
  if (portrait === 'unknown') return 'unknown'
  if ('to' in portrait) return `moved to ${portrait.to}`
  const { events } = portrait as unknown as { events: Record<string, { count: number }> }
  return events['Product Viewed']?.count ?? 0
}
const rowsOf = <T>(site: string, id: string, read: (rows: ReturnType<typeof openStorage>) => T) =>
  runInDurableObject(objectOf(site, id), (_, { storage }) => read(openStorage(storage.sql)))

/** Somebody logs in by mistake on a tablet that others use: two views of theirs, three of Ann's. */
async function mistaken() {
  const site = await newSite()
  const [ann, family] = await Promise.all([phone, tablet].map((name) => deviceProfile(site, name)))
  if (ann === undefined || family === undefined) throw new Error('no ids')
  await send(site, phone, [on(phone, { ids: { user_id: 'ann' } }), on(phone), on(phone)], 'ann')
  const before = [on(tablet), on(tablet)]
  await send(site, tablet, before)
  await send(site, tablet, [on(tablet, { ids: { user_id: 'ann' } })], 'ann')
  const merge = (await rowsOf(site, ann, (rows) => rows.merges()))[0]?.mergeId ?? ''
  return { site, ann, family, merge, before }
}

describe('a merge that is undone', () => {
  test('leaves two people, each with what names them', async () => {
    const { site, ann, family, merge } = await mistaken()
    await send(site, tablet, [on(tablet)])
    expect([await countIn(site, ann), await countIn(site, family)]).toEqual([7, `moved to ${ann}`])
    expect(await personOf(site, ann).unmerge(merge, Date.now())).toEqual({
      ...{ profile: ann, restored: family },
    })
    // The view with Ann's name on the tablet stays hers; the one without goes back.
    expect([await countIn(site, ann), await countIn(site, family)]).toEqual([4, 3])
    await send(site, tablet, [on(tablet)])
    await send(site, phone, [on(phone)])
    expect([await countIn(site, ann), await countIn(site, family)]).toEqual([5, 4])
  })

  test('is told in both time lines and in the export', async () => {
    const { site, ann, family, merge } = await mistaken()
    const told = async (id: string) => {
      const entries = await personOf(site, id).timeline(Date.now() + 1)
      if (!Array.isArray(entries)) throw new Error('absent')
      return entries.map(({ kind }) => kind).filter((kind) => kind !== 'decision')
    }
    expect((await told(ann)).filter((kind) => kind === 'merge')).toHaveLength(1)
    await personOf(site, ann).unmerge(merge, Date.now())
    expect((await told(ann)).toSorted()).toEqual([...Array(4).fill('event'), 'unmerge'])
    expect((await told(family)).toSorted()).toEqual([...Array(2).fill('event'), 'unmerge'])
    const lines = await personOf(site, ann).export()
    expect(await new Response(lines as ReadableStream).text()).toContain('{"unmerge":')
  })

  test('stays undone: the same name on the same device is a switch from then on', async () => {
    const { site, ann, family, merge } = await mistaken()
    await personOf(site, ann).unmerge(merge, Date.now())
    await send(site, tablet, [on(tablet, { ids: { user_id: 'ann' } })], 'ann')
    expect([await countIn(site, ann), await countIn(site, family)]).toEqual([5, 2])
    await personOf(site, family).mergeInto(ann, Date.now())
    expect(await countIn(site, family)).toBe(2)
  })

  test('counts no late copy twice, to whomever it comes', async () => {
    const { site, ann, family, merge, before } = await mistaken()
    const since = on(tablet)
    await send(site, tablet, [since])
    await personOf(site, ann).unmerge(merge, Date.now())
    const again = await send(site, tablet, [...before, since])
    const asAnn = await send(site, phone, before, 'ann')
    const verdicts = [...again.verdicts, ...asAnn.verdicts].map(([, verdict]) => verdict)
    expect(new Set(verdicts)).toEqual(new Set(['dup']))
    expect([await countIn(site, ann), await countIn(site, family)]).toEqual([4, 3])
  })

  test('ends by itself when it was interrupted, at whichever step', async () => {
    const { site, ann, family, merge } = await mistaken()
    const parting = { mergeId: merge, at: Date.now() }
    const whole = await rowsOf(site, ann, (rows) => ({
      record: rows.load(),
      chunks: [...rows.chunks()],
      merges: rows.merges(),
    }))
    const interrupt = async () => {
      await runInDurableObject(objectOf(site, ann), (_, { storage }) => {
        const rows = openStorage(storage.sql)
        rows.clearLog()
        rows.save({ ...whole.record, parting })
        for (const chunk of whole.chunks) rows.putChunk(chunk)
        for (const one of whole.merges) rows.addMerge(one)
      })
      await abortAllDurableObjects()
    }
    // Before the other side knows of it, then after it does and before this side is written.
    for (const _ of [1, 2]) {
      await interrupt()
      await send(site, phone, [])
      expect([await countIn(site, ann), await countIn(site, family)]).toEqual([4, 2])
    }
  })

  test('hands on a name that was told since', async () => {
    const { site, ann, family, merge } = await mistaken()
    const named = on(tablet, { origin: 'server', ids: { anonymous_id: tablet, card: 'c-1' } })
    await send(site, tablet, [named])
    const card = identityObject(bindings, site, 'card', 'c-1')
    expect(await card.owner()).toBe(ann)
    await personOf(site, ann).unmerge(merge, Date.now())
    expect(await card.owner()).toBe(family)
  })
})

describe('a merge that cannot be undone', () => {
  test('is one that nobody knows', async () => {
    const { site, ann } = await mistaken()
    expect(await personOf(site, ann).unmerge('m-unknown', Date.now())).toBe('no_merge')
  })

  test('is one of which the events are gone', async () => {
    const { site, ann, merge } = await mistaken()
    await rowsOf(site, ann, (rows) => slimMerges(rows, retentionOf(), Date.now() + 91 * 86_400_000))
    expect(await personOf(site, ann).unmerge(merge, Date.now())).toBe('too_late')
  })

  test('is one whose other side was erased', async () => {
    const { site, ann, family, merge } = await mistaken()
    await personOf(site, family).cutOff(ann, Date.now())
    expect(await personOf(site, ann).unmerge(merge, Date.now())).toBe('gone')
    expect(await countIn(site, ann)).toBe(6)
  })

  test('is one that came along with another: that one goes first', async () => {
    const { site, ann, merge } = await mistaken()
    await personOf(site, ann).mergeInto('somebody', Date.now())
    const [outer] = (await rowsOf(site, 'somebody', (rows) => rows.merges())).filter(
      ({ via }) => via === undefined
    )
    const first = outer?.mergeId ?? ''
    const somebody = personOf(site, 'somebody')
    expect(await somebody.unmerge(merge, Date.now())).toEqual({ first })
    await somebody.unmerge(first, Date.now())
    expect(await personOf(site, ann).unmerge(merge, Date.now())).toMatchObject({ profile: ann })
    expect(await countIn(site, ann)).toBe(4)
  })
})

test('the owner undoes a merge of the time line by one request', async () => {
  const { site, family, merge } = await mistaken()
  const ask = async (body: unknown) => {
    const { answer } = await serveWatched(
      new Request(`http://localhost/v1/admin/sites/${site}/profiles/user_id:ann/unmerge`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
          origin: 'http://localhost',
        },
        body: JSON.stringify(body),
      })
    )
    return { status: answer.status, body: await answer.json<Record<string, unknown>>() }
  }
  expect(await ask({ merge })).toMatchObject({ status: 200, body: { restored: family } })
  expect(await ask({ merge })).toMatchObject({ status: 200, body: { restored: family } })
  expect(await ask({ merge: 'other' })).toMatchObject({ status: 404 })
  expect(await ask({})).toMatchObject({ status: 422 })
})
