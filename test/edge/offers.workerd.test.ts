import { listDurableObjectIds } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { offerObject } from '../../edge/offers/address.ts'
import type { Visited } from '../../edge/profile/visit.ts'
import { createResolver } from '../../shared/content/resolve.ts'
import { replay } from '../../shared/decide/replay.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { ask, remoteEnv } from './workerd/accounts.ts'
import { viewed, visit, visitOf } from './workerd/people.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

const day = 86_400_000
const text = (words: string) => ({ content: { type: 'text' as const, text: words } })
const config: SiteConfig = {
  name: 'A site with an offer',
  slots: { hero: { default: 'x' } },
  offers: { spring: { returns: '1d' } },
  actions: {
    coupon: {
      slots: ['hero'],
      offer: 'spring',
      value: 10,
      variants: { a: text('Take {{ offer.code }}') },
    },
    plain: { slots: ['hero'], variants: { a: text('Spring is here') } },
  },
}

async function siteWith(codes: string[]): Promise<string> {
  const site = await newSite(config)
  await offerObject(bindings, site, 'spring').add(codes)
  return site
}

const manyCodes = (count: number) => Array.from({ length: count }, (_, i) => `CODE-${100 + i}`)
const stockOf = (site: string, now = Date.now()) => offerObject(bindings, site, 'spring').stock(now)

function shown({ decisions: [decision] }: Visited): string {
  return decision?.content.type === 'text' ? decision.content.text : ''
}

const seen = (visited: Visited) => {
  const [decision] = visited.decisions
  const properties = { decision: decision?.id ?? '', action: 'coupon', slot: 'hero' }
  return viewed({ name: 'Decision Viewed', properties })
}

describe('an offer', () => {
  test('never gives the same code twice, whoever asks at the same time', async () => {
    const site = await siteWith(manyCodes(12))
    const people = Array.from({ length: 20 }, (_, i) => `person-${i}`)
    const all = await Promise.all(people.map((id) => visit(site, id, { events: [viewed()] })))
    const taken = all.map(shown).filter((words) => words.startsWith('Take'))
    expect(taken).toHaveLength(12)
    expect(new Set(taken)).toHaveLength(12)
    expect(await stockOf(site)).toEqual({ free: 0, reserved: 12, given: 0 })
  })

  test('keeps the code of a person, whatever number of pages and tabs they open', async () => {
    const site = await siteWith(manyCodes(5))
    const ask = () => visit(site, 'one', { events: [viewed()] })
    const all = [...(await Promise.all([ask(), ask(), ask()])), await ask()]
    expect(new Set(all.map(shown))).toHaveLength(1)
    expect(await stockOf(site)).toEqual({ free: 4, reserved: 1, given: 0 })
  })

  test('that is empty makes its action ineligible, and the receipt says so', async () => {
    const site = await siteWith([])
    const visited = await visit(site, 'one', { events: [viewed()] })
    expect(shown(visited)).toBe('Spring is here')
    expect(visited.receipts[0]?.candidates).toContainEqual(
      expect.objectContaining({
        action: 'coupon',
        outcome: 'suppressed',
        detail: 'no_code:spring',
      })
    )
  })

  test('takes back what was never seen, and not what was', async () => {
    const site = await siteWith(['ONLY-ONE'])
    const now = Date.now()
    const first = await visit(site, 'first', { events: [viewed()], now })
    expect(shown(first)).toBe('Take ONLY-ONE')
    expect(first.decisions[0]?.until).toBe(now + 30 * 60_000)
    const early = await visit(site, 'second', { events: [viewed()], now: now + day })
    expect(shown(early)).toBe('Spring is here')
    const second = await visit(site, 'second', { events: [viewed()], now: now + 1.1 * day })
    expect(shown(second)).toBe('Take ONLY-ONE')

    await visit(site, 'second', { events: [seen(second)], now: now + 1.2 * day })
    expect(await stockOf(site)).toEqual({ free: 0, reserved: 0, given: 1 })
    const third = await visit(site, 'third', { events: [viewed()], now: now + 99 * day })
    expect(shown(third)).toBe('Spring is here')
  })

  test('counts as seen also where a merge has given the person another profile', async () => {
    const site = await siteWith(['ONLY-ONE'])
    const before = await visit(site, 'guest', { events: [viewed()] })
    await visit(site, 'member', { events: [seen(before)] })
    expect(await stockOf(site)).toEqual({ free: 0, reserved: 0, given: 1 })
  })

  test('is given at once where the channel confirms nothing', async () => {
    const site = await siteWith(manyCodes(2))
    const { asks } = visitOf(site)
    await visit(site, 'one', { events: [viewed()], asks: { ...asks, record: 'rendered' } })
    expect(await stockOf(site)).toEqual({ free: 1, reserved: 0, given: 1 })
  })

  test('gives no code to a decision that is not recorded', async () => {
    const site = await siteWith(manyCodes(2))
    const { asks } = visitOf(site)
    const visited = await visit(site, 'one', { asks: { ...asks, record: 'no' } })
    expect(shown(visited)).toBe('Spring is here')
    expect(await stockOf(site)).toEqual({ free: 2, reserved: 0, given: 0 })
  })

  test('replays from the receipt, code and all', async () => {
    const site = await siteWith(['SECRET-7'])
    const { decisions, receipts } = await visit(site, 'one', { events: [viewed()] })
    const [receipt] = receipts
    const again =
      receipt &&
      replay(receipt, {
        site: compileSite({ version: receipt.config, config }),
        resolve: createResolver(),
      })
    expect(JSON.stringify(again?.decisions)).toBe(JSON.stringify(decisions))
    expect(shown({ decisions } as Visited)).toBe('Take SECRET-7')
  })

  test('is not touched by anybody whose decisions show no code', async () => {
    const before = await listDurableObjectIds(bindings.OFFER)
    const elsewhere = { ...config.actions?.coupon, slots: ['strip'] }
    const actions = { ...config.actions, coupon: elsewhere } as SiteConfig['actions']
    const site = await newSite({ ...config, slots: { hero: {}, strip: {} }, actions })
    await visit(site, 'one', { events: [viewed()] })
    await visit(await newSite(plainSite), 'one', { events: [viewed()] })
    expect(await listDurableObjectIds(bindings.OFFER)).toHaveLength(before.length)
  })
})

describe('the list of codes', () => {
  const askFor = async (site: string, path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${remoteEnv.ADMIN_TOKEN}` }
    const answer = await ask(site, `/offers/${path}`, { ...init, headers })
    return { status: answer.status, body: await answer.json() }
  }

  test('is read as it comes, and may come twice', async () => {
    const site = await siteWith([])
    const body = manyCodes(5_000).join('\r\n')
    const post = () => askFor(site, 'spring/codes', { method: 'POST', body })
    expect(await post()).toMatchObject({ status: 200, body: { added: 5_000, known: 0 } })
    expect(await post()).toMatchObject({ status: 200, body: { added: 0, known: 5_000 } })
    expect(await askFor(site, 'spring')).toEqual({
      status: 200,
      body: { free: 5_000, reserved: 0, given: 0 },
    })
  })

  test.each([
    ['spring/codes', 'GOOD\nwith blank', 422, 'Line 2 is no code'],
    ['spring/codes', `${'x'.repeat(100_000)}`, 422, 'Line 1 is no code'],
    ['summer/codes', 'A', 404, 'No offer of this name'],
  ])('%s with %.20s is refused', async (path, body, status, detail) => {
    const answer = await askFor(await siteWith([]), path, { method: 'POST', body })
    expect(answer).toMatchObject({ status, body: { detail: expect.stringContaining(detail) } })
  })
})
