import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { createRecent } from '../../shared/memory/recent.ts'
import type { Env } from '../env.ts'
import type { Colleague } from './sign-on-rules.ts'

/** The header in which Cloudflare Access says who has signed in; it removes one that a visitor sent. */
export const assertionHeader = 'cf-access-jwt-assertion'

const groups = z.array(z.string()).optional().catch(undefined)
const claimsSchema = z.object({
  email: z.email().toLowerCase(),
  groups,
  /** Where claims of the identity provider arrive that Access was told to pass on. */
  custom: z.object({ groups }).optional().catch(undefined),
})

/** Key sets by address; jose itself refreshes what is in them. */
const keySets = createRecent<ReturnType<typeof createRemoteJWKSet>>(10)

/** Whether people may come through Cloudflare Access at all. */
export function hasCloudflareAccess(env: Env): boolean {
  return Boolean(env.ACCESS_TEAM_DOMAIN && env.ACCESS_AUD)
}

/** Who has signed in by Cloudflare Access; nothing, whatever is wrong with the assertion. */
export async function provenColleague(
  env: Env,
  assertion: string,
  now: number
): Promise<Colleague | undefined> {
  const { ACCESS_TEAM_DOMAIN: team, ACCESS_AUD: audience } = env
  const issuer = team && issuerOf(team, env)
  if (!issuer || !audience) return undefined
  try {
    const { payload } = await jwtVerify(assertion, keysOf(issuer), {
      ...{ algorithms: ['RS256', 'ES256'], issuer, audience, currentDate: new Date(now) },
      ...{ requiredClaims: ['exp', 'iat', 'email'], clockTolerance: 60 },
    })
    const claims = claimsSchema.safeParse(payload)
    if (!claims.success) return undefined
    const { email, groups = [], custom } = claims.data
    return { email, groups: [...groups, ...(custom?.groups ?? [])] }
  } catch (error) {
    // The keys may be out of reach: then nobody is proven, and the others still get in by password.
    // biome-ignore lint/suspicious/noConsole: this is the worker's log; errors here name nobody
    if (!(error instanceof errors.JOSEError)) console.error('sign-on', error)
    return undefined
  }
}

/** `https://shop.cloudflareaccess.com`; in plain HTTP on one's own machine only, for tests. */
function issuerOf(team: string, { ATTUNE_LOCAL }: Env): string | undefined {
  const address = team.includes('://') ? team : `https://${team}`
  if (!URL.canParse(address)) return undefined
  const { origin, protocol } = new URL(address)
  return protocol === 'https:' || ATTUNE_LOCAL ? origin : undefined
}

function keysOf(issuer: string) {
  const known = keySets.get(issuer)
  if (known) return known
  const keys = createRemoteJWKSet(new URL('/cdn-cgi/access/certs', issuer))
  keySets.set(issuer, keys)
  return keys
}
