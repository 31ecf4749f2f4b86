import {
  createExecutionContext,
  runDurableObjectAlarm,
  waitOnExecutionContext,
} from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { localMessages } from '../../edge/journey/local-messages.ts'
import { signedUrl } from '../../edge/journey/signed-link.ts'
import worker from '../../edge/worker.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { objectOf, personOf, viewed, visit } from './workerd/people.ts'
import { bindings, newSite } from './workerd/site.ts'

const start = Date.parse('2027-03-01T10:00:00Z')
const dayMs = 86_400_000
const id = 'anns-profile-of-22-chr'
const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36'

const mail = (text: string) => ({
  subject: text,
  blocks: [
    { type: 'text' as const, text },
    { type: 'button' as const, text: 'Look', href: 'https://shop.com/new?a=1&b=2' },
    { type: 'button' as const, text: 'Write', href: 'mailto:hello@shop.com' },
  ],
})
const config: SiteConfig = {
  name: 'Larch & Linen',
  slots: {},
  consent: { purposes: { offers: {}, stories: {} } },
  preferences: {
    topics: {
      offers: {
        label: 'Offers',
        description: 'What is cheaper <now>.',
        locales: { de: { label: 'Angebote' } },
      },
      stories: { label: 'Stories' },
    },
  },
  channels: {
    email: { kind: 'email', from: 'Shop <hello@shop.com>', opens: true },
    sms: { kind: 'webhook', url: 'https://sms.shop.com/', description: 'Text messages' },
  },
  caps: { channels: { email: [] } },
  journeys: {
    offer: {
      entry: { on: 'event', event: 'Offer' },
      reentry: { policy: 'multiple' },
      purposes: ['offers'],
      steps: [{ id: 'mail', do: 'send', messages: { email: mail('An offer') } }],
    },
    receipt: {
      entry: { on: 'event', event: 'Order Completed' },
      reentry: { policy: 'multiple' },
      steps: [{ id: 'mail', do: 'send', transactional: true, messages: { email: mail('Owed') } }],
    },
  },
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  Object.assign(bindings, {
    ...{ ATTUNE_LOCAL: '1', ATTUNE_SECRET: 'a secret of this test' },
    PUBLIC_URL: 'https://edge.shop.com',
  })
})
afterEach(() => {
  vi.useRealTimers()
  Object.assign(bindings, { ATTUNE_LOCAL: undefined })
})

/** Somebody whose address a new site knows. */
async function ann(): Promise<string> {
  const site = await newSite(config)
  const traits = { email: 'ann@mail.com' }
  const known = viewed({ name: 'identify', type: 'identify', traits, origin: 'server' })
  await visit(site, id, { now: Date.now(), events: [known] })
  return site
}

/** Something happens, and the mail that it brings, if any. */
async function mailAfter(site: string, name: string) {
  const events = [viewed({ name, at: Date.now(), origin: 'server' })]
  await visit(site, id, { now: Date.now(), events })
  await runDurableObjectAlarm(objectOf(site, id))
  const kept = await localMessages(bindings)
  return kept.find((message) => message.site === site && message.at === Date.now())
}

async function follow(url: string, init: RequestInit = {}) {
  const context = createExecutionContext()
  const headers = { 'user-agent': browser, ...init.headers }
  const request = new Request(url, { redirect: 'manual', ...init, headers })
  const answer = await worker.fetch(request, bindings, context)
  await waitOnExecutionContext(context)
  return answer
}

const preferencesOf = async (site: string, who = id) =>
  (await signedUrl(bindings, { kind: 'preferences', site, about: [who] })) ?? ''

const submit = (url: string, fields: [string, string][]) =>
  follow(url, { method: 'POST', body: new URLSearchParams(fields) })

/** Boxes and buttons that are on. */
const ticked = (html: string) =>
  [...html.matchAll(/name="(\w+)" value="([\w-]+)" checked/g)].map(
    ([, name, value]) => `${name}:${value}`
  )

const everything: [string, string][] = [
  ...[
    ['topic', 'offers'],
    ['topic', 'stories'],
    ['channel', 'email'],
    ['channel', 'sms'],
  ],
  ['frequency', 'all'],
] as [string, string][]

const eventsOf = async (site: string) => {
  const lines = await personOf(site, id).timeline(Number.MAX_SAFE_INTEGER)
  if (!Array.isArray(lines)) throw new Error('Nobody is there.')
  return lines.flatMap((line) => (line.kind === 'event' ? [line] : []))
}

describe('the preference page', () => {
  test('shows what holds, in words of the site and of the reader', async () => {
    const site = await ann()
    const html = await (await follow(await preferencesOf(site))).text()
    expect(ticked(html)).toEqual(everything.map((field) => field.join(':')))
    expect(html).toContain('What is cheaper &lt;now&gt;.')
    expect(html).toContain('Text messages')
    const headers = { 'accept-language': 'de-AT, en;q=0.5' }
    const german = await (await follow(await preferencesOf(site), { headers })).text()
    expect(german).toMatch(
      /<html lang="de">[\s\S]*Larch &amp; Linen hören[\s\S]*Angebote[\s\S]*Stories/
    )
  })

  test('saves a topic, and what it is about comes no more', async () => {
    const site = await ann()
    expect(await mailAfter(site, 'Offer')).toBeDefined()
    vi.setSystemTime(start + dayMs)
    const kept = everything.filter(([, value]) => value !== 'offers')
    const html = await (await submit(await preferencesOf(site), kept)).text()
    expect(html).toContain('role="status"')
    expect(ticked(html)).toEqual(kept.map((field) => field.join(':')))
    vi.setSystemTime(start + 2 * dayMs)
    expect(await mailAfter(site, 'Offer')).toBeUndefined()
    expect(await eventsOf(site)).toContainEqual(
      expect.objectContaining({
        name: 'Preferences Changed',
        properties: {
          topics: { offers: false, stories: true },
          channels: { email: true, sms: true },
          frequency: 'all',
        },
      })
    )
  })

  test('closes a channel for what is not owed', async () => {
    const site = await ann()
    const kept = everything.filter(([, value]) => value !== 'email')
    await submit(await preferencesOf(site), kept)
    expect(await mailAfter(site, 'Offer')).toBeUndefined()
    expect((await mailAfter(site, 'Order Completed'))?.title).toBe('Owed')
  })

  test('slows down to once a week; what is owed neither waits nor counts', async () => {
    const site = await ann()
    const weekly = everything.map(([name, value]): [string, string] =>
      name === 'frequency' ? [name, 'weekly'] : [name, value]
    )
    await submit(await preferencesOf(site), weekly)
    expect((await mailAfter(site, 'Order Completed'))?.title).toBe('Owed')
    vi.setSystemTime(start + dayMs)
    expect(await mailAfter(site, 'Offer')).toBeDefined()
    vi.setSystemTime(start + 7 * dayMs)
    expect(await mailAfter(site, 'Offer')).toBeUndefined()
    expect((await mailAfter(site, 'Order Completed'))?.title).toBe('Owed')
    vi.setSystemTime(start + 8 * dayMs)
    expect(await mailAfter(site, 'Offer')).toBeDefined()
  })

  test('ends it all with one button, and lets people come back', async () => {
    const site = await ann()
    const url = await preferencesOf(site)
    await submit(url, [...everything, ['do', 'leave']])
    expect(await mailAfter(site, 'Offer')).toBeUndefined()
    expect(ticked(await (await follow(url)).text())).toEqual([
      'channel:email',
      'channel:sms',
      'frequency:all',
    ])
    vi.setSystemTime(start + dayMs)
    await submit(url, everything)
    expect(await mailAfter(site, 'Offer')).toBeDefined()
  })

  test('is refused to whoever made the link up, and takes no book', async () => {
    const site = await ann()
    const url = await preferencesOf(site)
    expect((await follow(url.replace(id, 'bens-profile-of-22-chr'))).status).toBe(404)
    expect((await submit(`${url.slice(0, -1)}_`, everything)).status).toBe(404)
    expect((await submit(url, [['topic', 'x'.repeat(20_000)]])).status).toBe(413)
  })

  test('of somebody erased tells nothing and keeps nothing', async () => {
    const site = await ann()
    const url = await preferencesOf(site)
    await personOf(site, id).erase(Date.now())
    expect(ticked(await (await submit(url, everything)).text())).toHaveLength(5)
    expect(ticked(await (await follow(url)).text())).toEqual(['frequency:all'])
  })
})

describe('a mail', () => {
  const linksIn = (html = '') =>
    [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url = '']) =>
      url.replaceAll('&amp;', '&')
    )

  test('comes back as a click, on the way to where it leads', async () => {
    const site = await ann()
    const sent = await mailAfter(site, 'Offer')
    const [click = '', write, preferences] = linksIn(sent?.html)
    expect(write).toBe('mailto:hello@shop.com')
    expect(preferences).toContain('/v1/preferences/')
    expect(sent?.text).toContain('Look: https://shop.com/new?a=1&b=2')
    vi.setSystemTime(start + 60_000)
    const answer = await follow(click)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      'https://shop.com/new?a=1&b=2',
    ])
    await follow(click)
    const clicks = (await eventsOf(site)).filter(({ name }) => name === 'Decision Clicked')
    expect(clicks).toMatchObject([
      { properties: { action: 'offer/mail/email', url: 'https://shop.com/new?a=1&b=2' } },
    ])
  })

  test('is no open redirect, and programs that look into it are nobody', async () => {
    const site = await ann()
    const [click = ''] = linksIn((await mailAfter(site, 'Offer'))?.html)
    const elsewhere = click.replace(/\?to=.*/, `?to=${encodeURIComponent('https://evil.example/')}`)
    expect((await follow(elsewhere)).status).toBe(404)
    expect((await follow(click.replace(/\?to=.*/, ''))).status).toBe(404)
    const headers = { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' }
    expect((await follow(click, { headers })).status).toBe(302)
    expect((await eventsOf(site)).map(({ name }) => name)).not.toContain('Decision Clicked')
  })

  test('tells of its opening where its channel asks for it', async () => {
    const site = await ann()
    const pixel = linksIn((await mailAfter(site, 'Offer'))?.html).at(-1) ?? ''
    const answer = await follow(pixel)
    expect(answer.headers.get('content-type')).toBe('image/gif')
    expect((await eventsOf(site)).map(({ name }) => name)).toContain('Decision Viewed')
  })

  test('that is owed is not watched: its links lead straight, and it has no picture', async () => {
    const site = await ann()
    const owed = await mailAfter(site, 'Order Completed')
    expect(linksIn(owed?.html)).toEqual(['https://shop.com/new?a=1&b=2', 'mailto:hello@shop.com'])
  })
})
