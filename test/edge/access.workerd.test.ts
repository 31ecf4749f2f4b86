import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { accessObject } from '../../edge/access/address.ts'
import { noteDeed } from '../../edge/access/deeds.ts'
import { siteObject } from '../../edge/site/address.ts'
import type { SessionAnswer } from '../../shared/api/access-api.ts'
import {
  ask,
  consoleOrigin,
  memberOf,
  pageHeaders,
  remoteEnv,
  saidBy,
  serve,
} from './workerd/accounts.ts'
import { bindings, newSite } from './workerd/site.ts'

const minute = 60_000
const hour = 60 * minute
const password = 'correct horse battery staple'
const founder = { email: 'ada@shop.example', name: 'Ada', password }
const stub = (site: string) => bindings.ACCESS.getByName(site)
const access = (site: string) => accessObject(bindings, site)
const who = () => ({ by: 'test', now: Date.now() })

let networks = 0
/** A page of the console in a network that nobody has used yet. */
const page = (more: Record<string, string> = {}) => {
  networks += 1
  return {
    ...{ origin: consoleOrigin, 'sec-fetch-site': 'same-origin' },
    ...{ 'content-type': 'application/json', 'cf-connecting-ip': `10.0.0.${networks}` },
    ...more,
  }
}
const post = (site: string, path: string, body: object, headers = page()) =>
  ask(site, path, { method: 'POST', headers, body: JSON.stringify(body) })
const signIn = (site: string, email: string, word: string, headers = page()) =>
  post(site, '/session', { email, password: word }, headers)
const cookiesOf = (answer: Response) => answer.headers.getSetCookie()
const cookieHeader = (answer: Response) =>
  cookiesOf(answer)
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

/** A site with Ada, who has a real password. */
const founded = async () => {
  const site = await newSite()
  const answer = await post(site, '/setup', { ...founder, token: remoteEnv.SETUP_TOKEN })
  expect(answer.status).toBe(201)
  return { site, answer }
}

describe('the first owner', () => {
  test('is made with the set-up token, once, and is signed in', async () => {
    const { site, answer } = await founded()
    expect(await answer.json()).toMatchObject({
      by: founder.email,
      role: 'owner',
      entrance: 'session',
    })
    const again = await post(site, '/setup', { ...founder, token: remoteEnv.SETUP_TOKEN })
    expect(await saidBy(again)).toEqual([403, 'setup_refused'])
    expect((await access(site).members(Date.now())).members).toHaveLength(1)
  })

  test.each([
    ['a wrong token', { token: 'guess' }, 'setup_refused'],
    ['a short password', { password: 'short' }, 'invalid_request'],
    ['no address', { email: 'ada' }, 'invalid_request'],
  ])('is not made with %s', async (_, wrong, code) => {
    const site = await newSite()
    const body = { ...founder, token: remoteEnv.SETUP_TOKEN, ...wrong }
    expect((await saidBy(await post(site, '/setup', body)))[1]).toBe(code)
    expect((await access(site).members(Date.now())).members).toEqual([])
  })
})

describe('signing in (S6)', () => {
  let site: string
  beforeAll(async () => {
    ;({ site } = await founded())
  })

  test('gives a cookie that no script, no other site and no subdomain can read or set', async () => {
    const answer = await signIn(site, 'Ada@Shop.example', password)
    expect(answer.status).toBe(201)
    const [session = '', device = ''] = cookiesOf(answer)
    const rest = 'Path=/; HttpOnly; Secure; SameSite=Strict'
    expect(session).toMatch(
      new RegExp(`^__Host-attune-${site}=[\\w-]{43}; ${rest}; Max-Age=43200$`)
    )
    expect(device).toContain(`; ${rest}; `)
    expect(answer.headers.get('cache-control')).toContain('no-store')
  })

  test('gives another session each time, whatever the browser brought (fixation)', async () => {
    const planted = page({ cookie: `__Host-attune-${site}=planted` })
    const [a, b] = [
      await signIn(site, founder.email, password, planted),
      await signIn(site, founder.email, password),
    ]
    expect(cookieHeader(a)).not.toBe(cookieHeader(b))
    expect(cookieHeader(a)).not.toContain('planted')
  })

  test('answers a wrong password and an unknown person with the same words', async () => {
    const wrong = await signIn(site, founder.email, 'a wrong password')
    const unknown = await signIn(site, 'nobody@shop.example', password)
    expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()])
    expect(wrong.status).toBe(401)
  })

  test('asks the same work for a known and an unknown person', async () => {
    const recipe = async (email: string) => {
      const begun = await access(site).begin({ email, network: crypto.randomUUID() }, 0)
      return 'recipe' in begun ? begun.recipe : ''
    }
    const shape = /^scrypt\$16384\$8\$5\$[\w-]{22}$/
    expect(await recipe(founder.email)).toMatch(shape)
    expect(await recipe('nobody@shop.example')).toMatch(shape)
    expect(await recipe('nobody@shop.example')).toBe(await recipe('nobody@shop.example'))
  })

  test('is not to be had by another page, nor by a form', async () => {
    const body = { email: founder.email, password }
    for (const forged of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'content-type': 'text/plain' },
    ]) {
      expect(await saidBy(await post(site, '/session', body, page(forged)))).toEqual([
        403,
        'request_forged',
      ])
    }
  })

  test('out ends the session, in the browser and here', async () => {
    const { token } = await memberOf(site, 'viewer')
    const headers = await pageHeaders(site, token)
    const out = await ask(site, '/session', { method: 'DELETE', headers })
    expect(cookiesOf(out)[0]).toContain('Max-Age=0')
    expect(await saidBy(await ask(site, '/session', { headers }))).toEqual([401, 'sign_in_needed'])
  })
})

describe('guessing (S6)', () => {
  const guess = (site: string, email: string, network: string, now: number, device?: string) =>
    access(site).begin({ email, network, device }, now)

  test('waits longer with each failure, and never for more than a quarter of an hour', async () => {
    const site = await newSite()
    const waits: number[] = []
    let now = 0
    for (let i = 0; i < 12; i += 1) {
      const answer = await guess(site, 'ada@shop.example', `n${i}`, now)
      if (!('waitMs' in answer)) continue
      waits.push(answer.waitMs / minute)
      now += answer.waitMs
      await guess(site, 'ada@shop.example', `m${i}`, now)
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 15, 15])
  })

  test('is counted per network too, whatever the names', async () => {
    const site = await newSite()
    for (let i = 0; i < 5; i += 1) await guess(site, `p${i}@shop.example`, 'one', 0)
    expect(await guess(site, 'p6@shop.example', 'one', 0)).toEqual({ waitMs: minute })
    expect(await guess(site, 'p6@shop.example', 'two', 0)).toHaveProperty('recipe')
  })

  test('at a door that is closed does not keep it closed', async () => {
    const site = await newSite()
    for (let i = 0; i < 5; i += 1) await guess(site, 'ada@shop.example', `n${i}`, 0)
    for (let i = 0; i < 50; i += 1) await guess(site, 'ada@shop.example', `n${i}`, 30_000)
    expect(await guess(site, 'ada@shop.example', 'x', minute)).toHaveProperty('recipe')
  })

  test('of strangers does not keep the owner out of a browser they have used before', async () => {
    const { site, answer } = await founded()
    for (let i = 0; i < 6; i += 1) await guess(site, founder.email, `n${i}`, Date.now())
    expect((await signIn(site, founder.email, password)).status).toBe(429)
    const known = page({ cookie: cookieHeader(answer) })
    expect((await signIn(site, founder.email, password, known)).status).toBe(201)
  })

  test('with a made-up device is guessing like any other', async () => {
    const { site } = await founded()
    for (let i = 0; i < 6; i += 1) await guess(site, founder.email, `n${i}`, Date.now())
    const made = page({ cookie: `__Host-attune-device-${site}=abc.def` })
    const answer = await signIn(site, founder.email, password, made)
    expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([
      429,
      expect.any(Number),
    ])
  })

  test('is forgiven by the right password', async () => {
    const { site } = await founded()
    for (let i = 0; i < 4; i += 1) await guess(site, founder.email, `n${i}`, Date.now())
    expect((await signIn(site, founder.email, password)).status).toBe(201)
    for (let i = 0; i < 4; i += 1) {
      expect(await guess(site, founder.email, `o${i}`, Date.now())).toHaveProperty('recipe')
    }
  })
})

describe('a session', () => {
  test.each([
    ['is open for half an hour without a request', [29 * minute], true],
    ['is over after it', [30 * minute], false],
    ['goes on with each request', [29 * minute, 58 * minute, 87 * minute], true],
    [
      'is over after twelve hours, whatever happens',
      Array.from({ length: 36 }, (_, i) => (i + 1) * 20 * minute),
      false,
    ],
  ])('%s', async (_, times, isOpen) => {
    const site = await newSite()
    const { token } = await memberOf(site, 'viewer', 0)
    let last: object | undefined
    for (const now of times) last = await access(site).session(token, now)
    expect(last !== undefined).toBe(isOpen)
  })

  test('says who it is, and gives the token that changes need', async () => {
    const site = await newSite()
    const { token, member } = await memberOf(site, 'editor')
    const answer = await ask(site, '/session', { headers: await pageHeaders(site, token) })
    const { csrf = '', ...me } = (await answer.json()) as SessionAnswer
    expect(me).toMatchObject({
      by: member.email,
      name: 'editor',
      role: 'editor',
      entrance: 'session',
    })
    const headers = { ...(await pageHeaders(site, token)), 'attune-csrf': csrf }
    expect((await ask(site, '/draft', { method: 'DELETE', headers })).status).toBe(204)
  })

  test('of one site is nothing at another (S16)', async () => {
    const [mine, theirs] = [await newSite(), await newSite()]
    const { token } = await memberOf(mine, 'owner')
    expect(await access(theirs).session(token, Date.now())).toBeUndefined()
  })
})

describe('another password', () => {
  const change = async (site: string, token: string, current: string) => {
    const headers = { ...page(), ...(await pageHeaders(site, token)) }
    const body = JSON.stringify({ current, password: 'quite another few words' })
    return ask(site, '/session/password', { method: 'PUT', headers, body })
  }
  const tokenIn = (answer: Response) => cookieHeader(answer).split(/[=;]/)[1] ?? ''

  test('is had for the present one, and ends all other sessions', async () => {
    const { site, answer } = await founded()
    const changed = await change(site, tokenIn(answer), password)
    expect(changed.status).toBe(201)
    expect(await access(site).session(tokenIn(answer), Date.now())).toBeUndefined()
    expect(await access(site).session(tokenIn(changed), Date.now())).toBeDefined()
    expect((await signIn(site, founder.email, password)).status).toBe(401)
    expect((await signIn(site, founder.email, 'quite another few words')).status).toBe(201)
  })

  test('is not had by a session alone', async () => {
    const { site, answer } = await founded()
    const refused = await change(site, tokenIn(answer), 'a guess')
    expect(await saidBy(refused)).toEqual([401, 'credentials_wrong'])
    expect((await signIn(site, founder.email, password)).status).toBe(201)
  })
})

describe('an invitation', () => {
  const invited = async (now = Date.now()) => {
    const site = await newSite()
    const made = await access(site).invite(
      { email: 'ben@shop.example', role: 'editor' },
      { by: 'test', now }
    )
    return { site, ...made }
  }
  const ben = { name: 'Ben', password }

  test('makes an account of its role, once', async () => {
    const { site, token } = await invited()
    const answer = await post(site, '/join', { token, ...ben })
    expect(await answer.json()).toMatchObject({ by: 'ben@shop.example', role: 'editor' })
    expect(await saidBy(await post(site, '/join', { token, ...ben }))).toEqual([
      403,
      'invitation_invalid',
    ])
    expect((await signIn(site, 'ben@shop.example', password)).status).toBe(201)
  })

  test('is over after a week', async () => {
    const { site, token } = await invited(Date.now() - 7 * 24 * hour)
    expect(await saidBy(await post(site, '/join', { token, ...ben }))).toEqual([
      403,
      'invitation_invalid',
    ])
  })

  test('is over when it is taken back, or another one is made', async () => {
    const { site, id, token } = await invited()
    const { token: second } = await access(site).invite(
      { email: 'ben@shop.example', role: 'viewer' },
      who()
    )
    expect(await access(site).join(token, ben, Date.now())).toBeUndefined()
    const { invitations } = await access(site).members(Date.now())
    expect(invitations.map((one) => one.id)).not.toContain(id)
    expect(await access(site).withdraw(invitations[0]?.id ?? '', who())).toBe(true)
    expect(await access(site).join(second, ben, Date.now())).toBeUndefined()
  })

  test('of a member renews the password, keeps the role, and ends the old sessions', async () => {
    const site = await newSite()
    const { token, member } = await memberOf(site, 'publisher')
    const again = await access(site).invite({ email: member.email, role: 'viewer' }, who())
    const session = await access(site).join(again.token, ben, Date.now())
    expect(session?.member).toMatchObject({ id: member.id, role: 'publisher' })
    expect(await access(site).session(token, Date.now())).toBeUndefined()
  })
})

describe('members', () => {
  test('with another role sign in again as what they are now', async () => {
    const site = await newSite()
    const { token, member } = await memberOf(site, 'viewer')
    expect(await access(site).setRole(member.id, 'publisher', who())).toBe('done')
    expect(await access(site).session(token, Date.now())).toBeUndefined()
  })

  test('who are removed are signed out', async () => {
    const site = await newSite()
    const { token, member } = await memberOf(site, 'viewer')
    expect(await access(site).remove(member.id, who())).toBe('done')
    expect(await access(site).session(token, Date.now())).toBeUndefined()
  })

  test('keep one owner', async () => {
    const site = await newSite()
    const { member } = await memberOf(site, 'owner')
    expect(await access(site).setRole(member.id, 'viewer', who())).toBe('last_owner')
    expect(await access(site).remove(member.id, who())).toBe('last_owner')
    await memberOf(site, 'owner')
    expect(await access(site).remove(member.id, who())).toBe('done')
  })
})

describe('a key for a program', () => {
  const keyOf = async (role: 'editor' | 'owner' = 'editor') => {
    const site = await newSite()
    return {
      site,
      ...(await access(site).createKey({ name: 'ci', role }, { by: 'ada', now: Date.now() })),
    }
  }
  const withKey = (key: string, more: Record<string, string> = {}) => ({
    headers: { ...page({ authorization: `Bearer ${key}` }), ...more },
  })
  const bare = (key: string) => ({
    headers: { authorization: `Bearer ${key}`, 'cf-connecting-ip': crypto.randomUUID() },
  })

  test('acts in its role, without a page and its token', async () => {
    const { site, key } = await keyOf()
    expect(await (await ask(site, '/session', bare(key))).json()).toMatchObject({
      ...{ by: 'key ci', role: 'editor', entrance: 'key' },
    })
    expect((await ask(site, '/draft', { ...bare(key), method: 'DELETE' })).status).toBe(204)
    expect(await saidBy(await ask(site, '/access-keys', bare(key)))).toEqual([
      403,
      'role_insufficient',
    ])
  })

  test('is shown once, tells its last use, and opens nothing once it is revoked', async () => {
    const { site, key, id } = await keyOf()
    await ask(site, '/session', bare(key))
    const listed = await access(site).keys()
    expect(listed).toMatchObject([{ id, name: 'ci', by: 'ada', usedAt: expect.any(Number) }])
    expect(JSON.stringify(listed)).not.toContain(key)
    expect(await access(site).revokeKey(id, who())).toBe(true)
    expect(await saidBy(await ask(site, '/session', bare(key)))).toEqual([
      401,
      'admin_token_invalid',
    ])
  })

  test('that comes from a page has got out, and is refused (S7)', async () => {
    const { site, key } = await keyOf()
    expect(await saidBy(await ask(site, '/session', withKey(key)))).toEqual([
      403,
      'secret_key_in_browser',
    ])
  })
})

describe('what is kept', () => {
  test('is no password, no session, no key, no invitation, no network (O9, V9)', async () => {
    const { site, answer } = await founded()
    const { key } = await access(site).createKey({ name: 'ci', role: 'viewer' }, who())
    const { token } = await access(site).invite({ email: 'b@shop.example', role: 'viewer' }, who())
    await signIn(
      site,
      'stranger@evil.example',
      password,
      page({ 'cf-connecting-ip': '203.0.113.77' })
    )
    const session = cookieHeader(answer).split(/[=;]/)[1] ?? 'none'
    const kept = await runInDurableObject(stub(site), (_, { storage: { sql } }) => {
      const names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '_cf%'"
      const tables = sql.exec<{ name: string }>(names).toArray()
      return JSON.stringify(tables.map(({ name }) => sql.exec(`SELECT * FROM ${name}`).toArray()))
    })
    expect(kept).toContain(founder.email)
    for (const secret of [password, session, key, token, '203.0.113.77', 'stranger@evil.example']) {
      expect(kept).not.toContain(secret)
    }
  })
})

describe('what is over', () => {
  test('is removed by alarm: sessions, invitations, counts of failures (R1)', async () => {
    const site = await newSite()
    const longAgo = Date.now() - 8 * 24 * hour
    await memberOf(site, 'viewer', longAgo)
    await access(site).invite(
      { email: 'b@shop.example', role: 'viewer' },
      { by: 'test', now: longAgo }
    )
    await access(site).begin({ email: 'c@shop.example', network: 'n' }, longAgo)
    expect(await runDurableObjectAlarm(stub(site))).toBe(true)
    const left = await runInDurableObject(stub(site), async (_, { storage }) => ({
      rows: ['sessions', 'invitations', 'attempts'].map(
        (name) => storage.sql.exec(`SELECT * FROM ${name}`).toArray().length
      ),
      alarm: await storage.getAlarm(),
    }))
    expect(left).toEqual({ rows: [0, 0, 0], alarm: null })
    expect((await access(site).members(Date.now())).members).toHaveLength(1)
  })
})

describe('the audit log (O8)', () => {
  test('names every change of the accounts, and who made it', async () => {
    const { site } = await founded()
    const session = await memberOf(site, 'viewer')
    await access(site).setRole(session.member.id, 'editor', { by: founder.email, now: Date.now() })
    await access(site).remove(session.member.id, { by: founder.email, now: Date.now() })
    const entries = await siteObject(bindings, site).audit()
    expect(entries.map(({ did, by }) => [did, by]).slice(0, 5)).toEqual([
      ['member.removed', founder.email],
      ['member.role_changed', founder.email],
      ['member.joined', session.member.email],
      ['member.invited', 'test'],
      ['member.joined', founder.email],
    ])
  })

  test('gets by alarm what it did not get at once, and nothing twice', async () => {
    const site = await newSite()
    const deed = { by: 'ada', did: 'access_key.revoked', detail: { id: 'k' } } as const
    await runInDurableObject(stub(site), async (_, { storage }) => {
      noteDeed(storage.sql, Date.now(), deed)
      await storage.setAlarm(Date.now() + hour)
    })
    await runDurableObjectAlarm(stub(site))
    await siteObject(bindings, site).hear([{ n: 1, at: 0, ...deed }])
    const entries = await siteObject(bindings, site).audit()
    expect(entries.filter(({ did }) => did === 'access_key.revoked')).toHaveLength(1)
  })
})

describe('every answer of the owner’s API', () => {
  test('is kept by no cache and sniffed by no browser (S17, S21)', async () => {
    const site = await newSite()
    const { token } = await memberOf(site, 'owner')
    const headers = await pageHeaders(site, token)
    for (const path of ['/config', '/members', '/audit', '/nothing', '/draft']) {
      const answer = await ask(site, path, { headers })
      expect(answer.headers.get('cache-control')).toContain('no-store')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

describe('a console with a host of its own', () => {
  const env = { ...remoteEnv, CONSOLE_HOST: 'console.example' }
  const elsewhere = (path: string) =>
    serve(new Request(`https://shop.example/a1${path}`, { headers: page() }), env)

  test('is nowhere else: no page of the shop shares its origin (S16)', async () => {
    const site = await newSite()
    for (const path of [`/v1/admin/sites/${site}/session`, '/console/', '/console/main.js']) {
      expect(await saidBy(await elsewhere(path))).toEqual([404, 'not_found'])
    }
    const { token } = await memberOf(site, 'viewer')
    const headers = await pageHeaders(site, token)
    expect((await ask(site, '/session', { headers }, env)).status).toBe(200)
  })
})
