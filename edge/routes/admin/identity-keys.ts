import { z } from 'zod'
import { refuse } from '../../http/problem.ts'
import { siteObject } from '../../site/address.ts'
import { forgetSite } from '../../site/live-site.ts'
import { adminRoute } from '../admin-route.ts'

const base64url = z.string().regex(/^[\w-]{16,1024}$/)

/**
 * A key for identity tokens, made for one algorithm. Not strict: what else a JWK says, its private
 * half above all, is left out and stored nowhere.
 */
const identityKeySchema = z.discriminatedUnion('alg', [
  z.strictObject({
    alg: z.literal('HS256'),
    // RFC 7518: a key at least as long as the hash, 32 bytes.
    jwk: z.object({ kty: z.literal('oct'), k: base64url.min(43) }),
  }),
  z.strictObject({
    alg: z.literal('ES256'),
    jwk: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: base64url, y: base64url }),
  }),
  z.strictObject({
    alg: z.literal('EdDSA'),
    jwk: z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: base64url }),
  }),
])

/** Keys that check identity tokens. */
export const identityKeys = adminRoute({
  method: 'get',
  path: '/identity-keys',
  summary: 'Ids and algorithms of the keys that check identity tokens.',
  async handle({ env, site }) {
    return Response.json({ keys: await siteObject(env, site).identityKeys() })
  },
})

/** Adds or replaces a key that checks identity tokens. */
export const putIdentityKey = adminRoute({
  method: 'put',
  path: '/identity-keys/:kid',
  problems: ['secret_missing'],
  summary: 'Adds or replaces a key that checks identity tokens. Two at once make a rotation.',
  body: identityKeySchema,
  async handle({ env, site, by, now, params }, { alg, jwk }) {
    const { kid = '' } = params
    if (!/^[\w.-]{1,64}$/.test(kid)) {
      return refuse('invalid_request', 'A kid has 1 to 64 letters, digits, `.`, `_` or `-`.')
    }
    const isKept = await siteObject(env, site).putIdentityKey({ kid, alg, jwk }, { by, now })
    if (!isKept) {
      const detail = 'Set the secret ATTUNE_SECRET first, or use a key pair: ES256 or EdDSA.'
      return refuse('secret_missing', detail)
    }
    forgetSite(site)
    return Response.json({ kid, alg })
  },
})

/** Removes a key that checks identity tokens. */
export const removeIdentityKey = adminRoute({
  method: 'delete',
  path: '/identity-keys/:kid',
  summary: 'Removes a key: its tokens are refused within a minute, everywhere.',
  problems: ['not_found'],
  async handle({ env, site, by, now, params }) {
    const isGone = await siteObject(env, site).removeIdentityKey(params.kid ?? '', { by, now })
    forgetSite(site)
    return isGone
      ? new Response(null, { status: 204 })
      : refuse('not_found', 'There is no such key.')
  },
})
