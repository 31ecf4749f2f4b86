import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Edge, refusalOf, startEdge } from './http/server.ts'

const audience = 'the-tag-of-the-application'
let keys: Awaited<ReturnType<typeof generateKeyPair>>
let team: Server
let issuer: string
/** How often the team's keys were asked for. */
let fetches = 0
let edge: Edge

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  team = createServer(({ url }, response) => {
    fetches += 1
    response.writeHead(url === '/cdn-cgi/access/certs' ? 200 : 404)
    response.end(JSON.stringify({ keys: [jwk] }))
  })
  await new Promise<void>((resolve) => team.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(team.address() as AddressInfo).port}`
  edge = await startEdge({ ACCESS_TEAM_DOMAIN: issuer, ACCESS_AUD: audience })
  const rules = [{ who: { group: 'marketing' }, role: 'editor' }]
  const body = JSON.stringify({ rules })
  await edge.admin('shop', '/sign-on', { method: 'PUT', body })
})
afterAll(async () => {
  await edge?.close()
  team?.close()
})

const come = async (groups: string[], aud = audience) => {
  const jwt = await new SignJWT({ email: 'eve@shop.example', groups })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setIssuer(issuer)
    .setAudience(aud)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(keys.privateKey)
  return edge.fetch('/v1/admin/sites/shop/session', { headers: { 'cf-access-jwt-assertion': jwt } })
}

describe('Cloudflare Access in front of the console', () => {
  test('lets people in with the keys of the team, which are fetched once', async () => {
    for (let i = 0; i < 3; i += 1) {
      expect(await (await come(['marketing'])).json()).toMatchObject({
        ...{ by: 'eve@shop.example', role: 'editor', entrance: 'sign-on' },
      })
    }
    expect(fetches).toBe(1)
  })

  test('lets nobody in who has no role, or comes for another application', async () => {
    for (const answer of [await come(['others']), await come(['marketing'], 'other')]) {
      expect(await refusalOf(answer)).toMatchObject({ status: 401, code: 'sign_in_needed' })
    }
  })
})
