import { runInDurableObject } from 'cloudflare:test'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { deriveSecret } from '../../edge/journey/secret.ts'
import { deviceProfile } from '../../edge/profile/address.ts'
import { siteObject } from '../../edge/site/address.ts'
import type { PreviewAnswer, PreviewLink } from '../../shared/api/preview-api.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { serveWatched } from './workerd/calls.ts'
import { objectOf, viewed, visit } from './workerd/people.ts'
import { bindings, newSite, plainSite } from './workerd/site.ts'

const origin = 'https://shop.example'
const text = (words: string) => ({ a: { content: { type: 'text' as const, text: words } } })
const published: SiteConfig = { ...plainSite, origins: [origin] }
const draft: SiteConfig = {
  ...published,
  segments: { big: { when: { 'traits.orders': { $gte: 3 } }, public: true } },
  traits: { ...plainSite.traits, orders: { compute: 'count', event: 'Order Completed' } },
  actions: {
    big: { slots: ['hero'], tier: 9, when: { 'segments.big': true }, variants: text('Thank you') },
    christmas: {
      ...{
        slots: ['hero'],
        tier: 2,
        schedule: { from: '2031-12-24T00:00:00Z', until: '2031-12-26T00:00:00Z' },
      },
      variants: text('Merry Christmas'),
    },
    looked: {
      ...{ slots: ['hero'], tier: 1, when: { 'traits.views': { $gte: 1 } } },
      variants: text('Draft: seen {{ traits.views }}'),
    },
  },
}

const device = 'a-device-of-somebody-01'
let site: string
let key: string
let person: string

beforeAll(async () => {
  site = await newSite(published)
  const who = { by: 'test', now: Date.now() }
  key = (await siteObject(bindings, site).createKey('public', '', who)).key
  await siteObject(bindings, site).saveDraft(
    { config: JSON.parse(JSON.stringify(draft)), base: 1 },
    0,
    who
  )
  person = await deviceProfile(site, device)
  const ids = { user_id: 'anna', anonymous_id: device }
  const looks = [viewed({ ids }), viewed({ ids })]
  const orders = [1, 2, 3].map(() => viewed({ ids, name: 'Order Completed', properties: {} }))
  await visit(site, person, { events: [...looks, ...orders] })
})

const admin = async (body: object, url = 'http://localhost') => {
  const headers = {
    'sec-fetch-site': 'same-origin',
    origin: url,
    'content-type': 'application/json',
  }
  const path = `/v1/admin/sites/${site}/preview-links`
  const request = new Request(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await serveWatched(request)).answer
}
const linkTo = async (scene: object = {}) =>
  (await (await admin({ url: `${origin}/lamps?x=1`, ...scene })).json()) as PreviewLink

const ask = (preview: string, more: object = {}) => {
  const body = JSON.stringify({
    key,
    preview,
    slots: ['hero'],
    visitor: 'a-browser-of-the-owner',
    ...more,
  })
  return serveWatched(
    new Request('http://localhost/v1/preview', { method: 'POST', headers: { origin }, body })
  )
}
const played = async (scene: object = {}, more: object = {}) => {
  const { answer } = await ask((await linkTo(scene)).token, more)
  expect(answer.status).toBe(200)
  return (await answer.json()) as PreviewAnswer
}
const shown = ({ decisions }: PreviewAnswer) =>
  decisions.map(({ content }) => ('text' in content ? content.text : ''))

describe('a preview link', () => {
  test('is the page’s own address with a token of fifteen minutes', async () => {
    const { url, token, until } = await linkTo()
    expect(url).toBe(`${origin}/lamps?x=1&attune_preview=${token}`)
    expect(until - Date.now()).toBeGreaterThan(14 * 60_000)
    expect(until - Date.now()).toBeLessThanOrEqual(15 * 60_000)
  })

  test.each([
    ['of a foreign site', { url: 'https://evil.example/' }, 'origin_not_allowed'],
    [
      'of a name that only ends like ours',
      { url: 'https://evilshop.example/' },
      'origin_not_allowed',
    ],
    ['that is a script', { url: 'javascript:alert(1)' }, 'invalid_request'],
    [
      'for a person too long to say',
      { url: origin, as: { traits: { a: 'x'.repeat(4_000) } } },
      'invalid_request',
    ],
    [
      'for somebody both real and invented',
      { url: origin, as: { ref: 'x', traits: {} } },
      'invalid_request',
    ],
    ['with something unknown in it', { url: origin, surprise: 1 }, 'invalid_request'],
  ])('%s is refused', async (_, body, code) => {
    expect(await (await admin(body)).json()).toMatchObject({ code })
  })
})

describe('a preview', () => {
  test('shows the draft to a person of the site, and says why', async () => {
    const answer = await played({ as: { ref: 'anonymous_id:a-device-of-somebody-01' } })
    expect(shown(answer)).toEqual(['Thank you'])
    expect(answer).toMatchObject({ config: 1, draft: '1', profile: { segments: ['big'] } })
    expect(answer.slots[0]).toMatchObject({
      action: 'big',
      headline: 'hero shows big, variant a, before 1 other.',
    })
    expect(answer.slots[0]?.candidates.map(({ outcome }) => outcome)[0]).toBe('chosen')
  })

  test('shows a version that was published', async () => {
    expect(shown(await played({ version: 1, as: { ref: `anonymous_id:${device}` } }))).toEqual([
      'Seen 2',
    ])
  })

  test('is played for somebody invented, by segment or by trait', async () => {
    expect(shown(await played({ as: { segments: ['big'] } }))).toEqual(['Thank you'])
    expect(shown(await played({ as: { traits: { orders: 3 } } }))).toEqual(['Thank you'])
    expect(shown(await played({ as: { traits: { views: 7 } } }))).toEqual(['Draft: seen 7'])
    expect(shown(await played({ as: {} }))).toEqual([])
  })

  test('is played at a chosen moment, and tells its end by that clock', async () => {
    const at = Date.UTC(2031, 11, 25, 12)
    const answer = await played({ as: {}, at })
    expect(shown(answer)).toEqual(['Merry Christmas'])
    expect(answer.now).toBe(at)
    expect(answer.until - at).toBeGreaterThan(14 * 60_000)
  })

  test('says that nobody is known by its reference', async () => {
    const { answer } = await ask((await linkTo({ as: { ref: 'user_id:nobody' } })).token)
    expect(answer.status).toBe(404)
  })

  test('does not give a known person’s content to a device that proves nothing (I2)', async () => {
    expect(shown(await played({}, { visitor: device }))).toEqual([])
  })

  test('leaves nothing: no row, no event, no count', async () => {
    const before = await footprint()
    for (const as of [undefined, {}, { ref: `anonymous_id:${device}` }]) {
      const { answer, calls } = await ask((await linkTo(as && { as })).token)
      expect(answer.status).toBe(200)
      expect(
        calls.filter((call) => !/^(SITE\.(draft|version)|PROFILE\.rehearse)$/.test(call))
      ).toEqual([])
    }
    expect(await footprint()).toEqual(before)
  })
})

describe('a token', () => {
  const forge = async (change: {
    aud?: string
    exp?: number
    typ?: string
    purpose?: string
    of?: string
  }) => {
    const {
      aud = site,
      exp = 600,
      typ = 'attune-preview+jwt',
      purpose = 'preview',
      of = site,
    } = change
    const secret = await deriveSecret({ ...bindings, ATTUNE_LOCAL: '1' }, [purpose, of])
    const now = Math.floor(Date.now() / 1_000)
    return new SignJWT({ scene: {} })
      .setProtectedHeader({ alg: 'HS256', typ })
      .setAudience(aud)
      .setJti('j')
      .setIssuedAt(now)
      .setExpirationTime(now + exp)
      .sign(secret ?? new Uint8Array(32))
  }

  test('made as ours are made is taken', async () => {
    expect((await ask(await forge({}))).answer.status).toBe(200)
  })

  test.each([
    ['of another site', () => forge({ aud: 'other', of: 'other' })],
    ['with another audience', () => forge({ aud: 'other' })],
    ['that has ended', () => forge({ exp: -1 })],
    ['of another purpose', () => forge({ purpose: 'webhook' })],
    ['of another type', () => forge({ typ: 'JWT' })],
    ['that is no token', async () => 'nonsense'],
    ['without a signature', async () => `${(await forge({})).split('.').slice(0, 2).join('.')}.`],
    [
      'with alg none',
      async () => {
        const [, payload] = (await forge({})).split('.')
        return `${btoa('{"alg":"none","typ":"attune-preview+jwt"}').replaceAll('=', '')}.${payload}.`
      },
    ],
    [
      'that was changed',
      async () => (await forge({})).replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
    ],
  ])('%s is refused', async (_, make) => {
    const { answer } = await ask(await make())
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'preview_invalid' }])
  })
})

/** Everything stored of the person, and of the browser that looked. */
async function footprint() {
  const browser = await deviceProfile(site, 'a-browser-of-the-owner')
  return Promise.all(
    [person, browser].map((id) =>
      runInDurableObject(objectOf(site, id), async (_, { storage }) => {
        const names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_cf%'"
        const tables = storage.sql.exec<{ name: string }>(names).toArray()
        const rows = tables.map(({ name }) => storage.sql.exec(`SELECT * FROM ${name}`).toArray())
        return { rows: JSON.stringify(rows), alarm: await storage.getAlarm() }
      })
    )
  )
}
