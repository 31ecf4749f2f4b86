import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessObject } from '../../edge/access/address.ts'
import type { SessionAnswer } from '../../shared/api/access-api.ts'
import { ask, consoleOrigin, memberOf, remoteEnv, saidBy } from './workerd/accounts.ts'
import { receiveEverything } from './workerd/receiver.ts'
import { bindings, newSite } from './workerd/site.ts'

const team = 'https://shop.cloudflareaccess.com'
const audience = 'the-tag-of-the-application'
const env = { ...remoteEnv, ACCESS_TEAM_DOMAIN: 'shop.cloudflareaccess.com', ACCESS_AUD: audience }

let keys: Awaited<ReturnType<typeof generateKeyPair>>
let outside: ReturnType<typeof receiveEverything>
let site: string

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  outside = receiveEverything(() => Response.json({ keys: [jwk] }))
  site = await newSite()
  const rules = [
    { who: { group: 'marketing' }, role: 'editor' as const },
    { who: { group: 'leads' }, role: 'publisher' as const },
    { who: { domain: 'shop.example' }, role: 'viewer' as const },
  ]
  await accessObject(bindings, site).setSignOn({ rules }, { by: 'test', now: Date.now() })
})
afterAll(() => outside.giveBack())

interface Said {
  email?: string
  groups?: string[]
  custom?: object
  iss?: string
  aud?: string
  life?: number
  kid?: string
  key?: CryptoKey
}
const assertion = ({ email = 'eve@shop.example', life = 300, ...said }: Said = {}) => {
  const { groups, custom, iss = team, aud = audience, kid = 'one', key } = said
  const now = Math.floor(Date.now() / 1_000)
  return new SignJWT({ email, ...(groups && { groups }), ...(custom && { custom }) })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(iss)
    .setAudience([aud])
    .setIssuedAt(now - 400)
    .setExpirationTime(now + life)
    .sign(key ?? keys.privateKey)
}
const come = async (jwt: string, init: RequestInit = {}, path = '/session', to = site) => {
  const headers = {
    'cf-access-jwt-assertion': jwt,
    'sec-fetch-site': 'same-origin',
    ...init.headers,
  }
  return ask(to, path, { ...init, headers }, env)
}
const roleOf = async (said: Said) => {
  const answer = await come(await assertion(said))
  return answer.status === 200 ? ((await answer.json()) as SessionAnswer).role : answer.status
}

describe('somebody who comes through Cloudflare Access', () => {
  test('gets the highest role that a rule gives them', async () => {
    expect(await roleOf({})).toBe('viewer')
    expect(await roleOf({ groups: ['marketing'] })).toBe('editor')
    expect(await roleOf({ groups: ['marketing', 'leads', 'others'] })).toBe('publisher')
    expect(await roleOf({ custom: { groups: ['leads'] } })).toBe('publisher')
  })

  test('gets their own role as a member', async () => {
    const { member } = await memberOf(site, 'owner')
    expect(await roleOf({ email: member.email.toUpperCase() })).toBe('owner')
  })

  test('is nobody where no rule is about them, or at another site', async () => {
    expect(await roleOf({ email: 'eve@evil.example' })).toBe(401)
    expect(await roleOf({ email: 'eve@notshop.example' })).toBe(401)
    const jwt = await assertion()
    expect((await come(jwt, {}, '/session', await newSite())).status).toBe(401)
  })

  test('changes something with the token of the console, and not without', async () => {
    const jwt = await assertion({ groups: ['marketing'] })
    const { csrf = '' } = (await (await come(jwt)).json()) as SessionAnswer
    const headers = { origin: consoleOrigin, 'content-type': 'application/json' }
    const init = { method: 'DELETE', headers }
    expect(await saidBy(await come(jwt, init, '/draft'))).toEqual([403, 'request_forged'])
    const meant = { ...init, headers: { ...headers, 'attune-csrf': csrf } }
    expect((await come(jwt, meant, '/draft')).status).toBe(204)
    const forged = { ...meant, headers: { ...meant.headers, 'sec-fetch-site': 'cross-site' } }
    expect(await saidBy(await come(jwt, forged, '/draft'))).toEqual([403, 'request_forged'])
  })
})

describe('an assertion', () => {
  test.each<[string, () => Promise<string>]>([
    ['that has ended', () => assertion({ life: -120 })],
    ['for another application', () => assertion({ aud: 'other' })],
    ['of another team', () => assertion({ iss: 'https://evil.cloudflareaccess.com' })],
    ['without an address', () => assertion({ email: '' })],
    [
      'signed with another key',
      async () => assertion({ key: (await generateKeyPair('RS256')).privateKey }),
    ],
    ['that names an unknown key', () => assertion({ kid: 'two' })],
    ['that is none', async () => 'x.y.z'],
  ])('%s proves nobody', async (_, make) => {
    expect(await saidBy(await come(await make()))).toEqual([401, 'sign_in_needed'])
  })

  test('is nothing where Cloudflare Access is not set up', async () => {
    const headers = {
      'cf-access-jwt-assertion': await assertion(),
      'sec-fetch-site': 'same-origin',
    }
    expect(await saidBy(await ask(site, '/session', { headers }))).toEqual([401, 'sign_in_needed'])
  })

  test('is checked with the keys of the team, fetched from nowhere else', () => {
    expect(new Set(outside.received.map(({ url }) => url))).toEqual(
      new Set([`${team}/cdn-cgi/access/certs`])
    )
  })
})
