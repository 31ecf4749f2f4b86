import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Edge,
  newVisitor,
  pageRequest,
  refusalOf,
  send,
  startEdge,
  type TestSite,
  view,
} from './http/server.ts'

const secret = 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC1zZWNyZXQ'
const otherSecret = 'b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXI'
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const seconds = () => Math.floor(Date.now() / 1_000)

let edge: Edge
let site: TestSite
let ecPrivate: CryptoKey

beforeAll(async () => {
  edge = await startEdge()
  // Proof is asked for unless the owner says otherwise.
  site = await edge.site()
  const pair = await generateKeyPair('ES256', { extractable: true })
  ecPrivate = pair.privateKey
  await putKey('main', { alg: 'HS256', jwk: { kty: 'oct', k: secret } })
  await putKey('pair', { alg: 'ES256', jwk: await exportJWK(pair.publicKey) })
})
afterAll(() => edge.close())

async function putKey(kid: string, body: object) {
  const init = { method: 'PUT', body: JSON.stringify(body) }
  expect((await edge.admin(site.id, `/identity-keys/${kid}`, init)).status).toBe(200)
}

interface Token {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
  key?: Uint8Array | CryptoKey
}

/** A token that is good but for what the test changes. */
function sign({ header = {}, claims = {}, key = bytes(secret) }: Token = {}): Promise<string> {
  const now = seconds()
  const whole = { sub: 'u1', aud: site.id, iat: now, exp: now + 600, ...claims }
  const protectedHeader = { alg: 'HS256', kid: 'main', ...header }
  return new SignJWT(JSON.parse(JSON.stringify(whole)))
    .setProtectedHeader(protectedHeader as { alg: string })
    .sign(key)
}

async function withPayload(payload: string): Promise<string> {
  const signed = `${encode({ alg: 'HS256', kid: 'main' })}.${Buffer.from(payload).toString('base64url')}`
  const key = await crypto.subtle.importKey(
    'raw',
    bytes(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign']
  )
  const mac = await crypto.subtle.sign('HMAC', key, Buffer.from(signed))
  return `${signed}.${Buffer.from(mac).toString('base64url')}`
}

const ask = (token: string | undefined, visitor = newVisitor()) =>
  edge.fetch('/v1/events', pageRequest(site, { visitor, token, events: [view({ userId: 'u1' })] }))

describe('a token (I1)', () => {
  test('of the shared secret is good, and of a key pair', async () => {
    expect((await ask(await sign())).status).toBe(200)
    const token = await sign({ header: { alg: 'ES256', kid: 'pair' }, key: ecPrivate })
    expect((await ask(token)).status).toBe(200)
  })

  const now = seconds()
  const bad: [name: string, make: () => Promise<string> | string][] = [
    ['nothing', () => ''],
    ['no token at all', () => 'none'],
    ['three dots', () => '...'],
    ['alg none', () => `${encode({ alg: 'none', kid: 'main' })}.${encode({ sub: 'u1' })}.`],
    [
      'alg none with everything else right',
      () =>
        `${encode({ alg: 'none', kid: 'main' })}.${encode({ sub: 'u1', aud: site.id, iat: now, exp: now + 60 })}.`,
    ],
    ['another secret', () => sign({ key: bytes(otherSecret) })],
    [
      'another algorithm of the same secret',
      () => sign({ header: { alg: 'HS512' }, key: bytes(secret.repeat(2)) }),
    ],
    [
      'the public key as a secret',
      async () => sign({ header: { kid: 'pair' }, key: bytes(secret) }),
    ],
    ['the pair under the secret’s name', () => sign({ header: { alg: 'ES256' }, key: ecPrivate })],
    ['expired', () => sign({ claims: { iat: now - 700, exp: now - 100 } })],
    ['not yet valid', () => sign({ claims: { nbf: now + 300 } })],
    ['issued in the future', () => sign({ claims: { iat: now + 300, exp: now + 600 } })],
    ['good for too long', () => sign({ claims: { exp: now + 7_200 } })],
    ['another site’s', () => sign({ claims: { aud: 'another-site' } })],
    ['no audience', () => sign({ claims: { aud: undefined } })],
    ['no subject', () => sign({ claims: { sub: undefined } })],
    ['an empty subject', () => sign({ claims: { sub: '' } })],
    ['a subject that is no text', () => sign({ claims: { sub: { $ne: 1 } } })],
    ['no end', () => sign({ claims: { exp: undefined } })],
    ['no beginning', () => sign({ claims: { iat: undefined } })],
    ['truncated', async () => (await sign()).slice(0, -5)],
    [
      'another payload under the signature',
      async () => {
        const [header, , mac] = (await sign()).split('.')
        return `${header}.${encode({ sub: 'u2', aud: site.id, iat: now, exp: now + 60 })}.${mac}`
      },
    ],
    [
      'a claim twice',
      () =>
        withPayload(`{"sub":"u2","sub":"u1","aud":"${site.id}","iat":${now},"exp":${now + 60}}`),
    ],
    ['an unknown kid', () => sign({ header: { kid: 'nobody' } })],
    ['no kid', () => sign({ header: { kid: undefined } })],
    ['a kid that is a path', () => sign({ header: { kid: '../../dev/null' } })],
    ['a kid that is SQL', () => sign({ header: { kid: "x' OR '1'='1" } })],
    ['a kid of the prototype', () => sign({ header: { kid: '__proto__' } })],
    [
      'a key brought along',
      async () =>
        sign({
          header: { jwk: { kty: 'oct', k: otherSecret }, kid: 'other' },
          key: (await importJWK({ kty: 'oct', k: otherSecret }, 'HS256')) as Uint8Array,
        }),
    ],
    ['a critical header nobody knows', () => sign({ header: { crit: ['x'], x: 1 } })],
  ]
  test.each(bad)('with %s is refused, with one code for all', async (_, make) => {
    const token = await Promise.resolve(make()).catch(() => 'could-not-be.made.at-all')
    expect(await refusalOf(await ask(token))).toMatchObject({
      status: 401,
      code: 'identity_invalid',
    })
  })

  test('that is huge is refused by the schema', async () => {
    const answer = await ask('x'.repeat(5_000))
    expect(await refusalOf(answer)).toMatchObject({ status: 422, path: 'token' })
  })

  test('whose key was replaced by another one goes on until that key is removed (I6)', async () => {
    await putKey('next', { alg: 'HS256', jwk: { kty: 'oct', k: otherSecret } })
    const old = await sign()
    const next = await sign({ header: { kid: 'next' }, key: bytes(otherSecret) })
    expect([(await ask(old)).status, (await ask(next)).status]).toEqual([200, 200])
    await edge.admin(site.id, '/identity-keys/next', { method: 'DELETE' })
    expect([(await ask(old)).status, (await ask(next)).status]).toEqual([200, 401])
  })
})

describe('a page without proof (I2)', () => {
  test('that names a known person gets what a stranger gets', async () => {
    const [victim, attacker, stranger] = [newVisitor(), newVisitor(), newVisitor()]
    const token = await sign({ claims: { sub: 'victim' } })
    await send(edge, site, { visitor: victim, token, events: [view(), view(), view()] })
    const identify = { ...view(), type: 'identify', event: undefined, userId: 'victim' }
    const ask = { slots: ['hero'] }
    await send(edge, site, { visitor: attacker, events: [identify] })
    const forged = await send(edge, site, {
      visitor: attacker,
      ...ask,
      events: [view({ userId: 'victim' })],
    })
    const plain = await send(edge, site, { visitor: stranger, ...ask, events: [view()] })
    expect(forged.decisions.map(({ content }) => content)).toEqual(
      plain.decisions.map(({ content }) => content)
    )
    const known = await edge.fetch('/v1/profiles/user_id:victim', {
      headers: { authorization: `Bearer ${site.secretKey}` },
    })
    expect(await known.json()).toMatchObject({ events: { 'Product Viewed': { count: 3 } } })
  })

  test('goes on anonymously on a device whose user is known, and hears nothing of the user', async () => {
    const visitor = newVisitor()
    const token = await sign({ claims: { sub: 'u-guest' } })
    await send(edge, site, { visitor, token, events: [view(), view()] })
    const guest = await send(edge, site, { visitor, events: [view()], slots: ['hero'] })
    expect(guest.decisions).toMatchObject([{ content: { text: 'Seen 1' } }])
    const back = await send(edge, site, { visitor, token, events: [], slots: ['hero'] })
    expect(back.decisions).toMatchObject([{ content: { text: 'Seen 3' } }])
  })
})
