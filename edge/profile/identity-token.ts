import { errors, importJWK, type JWTHeaderParameters, jwtVerify } from 'jose'
import type { Snapshot } from '../../shared/site/config.ts'

/** A token, and what it must fit. */
export interface TokenCheck {
  site: string
  keys: Snapshot['identityKeys']
  now: number
}

const skewSeconds = 60
const maxLifeSeconds = 3_600
const maxSubjectLength = 255

/** The user a token proves, or nothing: which of its many checks failed is nobody's business. */
export async function provenUser(token: string, check: TokenCheck): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, (header) => keyFor(header, check.keys), {
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
async function keyFor({ kid, alg }: JWTHeaderParameters, keys: TokenCheck['keys']) {
  const key = keys.find((known) => known.kid === kid)
  if (!key || key.alg !== alg) throw new errors.JWKSNoMatchingKey()
  return importJWK(key.jwk, key.alg)
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
