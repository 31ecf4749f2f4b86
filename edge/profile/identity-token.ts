import { errors, type JWTHeaderParameters, jwtVerify } from 'jose'
import type { Env } from '../env.ts'
import { type IdentityKey, openIdentityKey } from '../site/identity-key.ts'

/** A token, and what it must fit. */
export interface TokenCheck {
  env: Env
  site: string
  keys: readonly IdentityKey[]
  now: number
}

const skewSeconds = 60
const maxLifeSeconds = 3_600
const maxSubjectLength = 255

/** The user a token proves, or nothing: which of its many checks failed is nobody's business. */
export async function provenUser(token: string, check: TokenCheck): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, (header) => keyFor(header, check), {
      algorithms: ['HS256', 'ES256', 'EdDSA'],
      audience: check.site,
      requiredClaims: ['sub', 'aud', 'iat', 'exp'],
      clockTolerance: skewSeconds,
      currentDate: new Date(check.now),
    })
    const { sub = '', iat = 0, exp = 0 } = payload
    const isShort = exp - iat <= maxLifeSeconds && iat * 1_000 <= check.now + skewSeconds * 1_000
    const isUser = sub !== '' && sub.length <= maxSubjectLength
    return isShort && isUser && hasClaimsOnce(token) ? sub : undefined
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined
    throw error
  }
}

/** The key the header names, for the one algorithm it was made for: a header chooses nothing else. */
async function keyFor({ kid, alg }: JWTHeaderParameters, { env, site, keys }: TokenCheck) {
  const named = keys.find((known) => known.kid === kid)
  const key = named?.alg === alg && named ? await openIdentityKey(env, site, named) : undefined
  if (!key) throw new errors.JWKSNoMatchingKey()
  return key
}

/**
 * JSON lets a claim stand twice and parsers differ in which one counts: what we read must be what
 * everybody else reads.
 */
function hasClaimsOnce(token: string): boolean {
  const payload = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))
  return ['sub', 'aud', 'iat', 'exp', 'nbf'].every((claim) => {
    const places = payload.match(new RegExp(`"${claim}"\\s*:`, 'g'))
    return (places?.length ?? 0) <= 1
  })
}
