import { type CryptoKey, importJWK } from 'jose'
import type { Snapshot } from '../../shared/site/config.ts'
import type { Env } from '../env.ts'
import { seal, unseal } from './seal.ts'

/** A key that checks identity tokens. A shared secret is sealed: `{ kty: "oct", sealed: "…" }`. */
export type IdentityKey = Snapshot['identityKeys'][number]

/** Keys ready to use, by the JWK of the snapshot they came with: importing one costs more than using it. */
const ready = new WeakMap<IdentityKey['jwk'], CryptoKey | Uint8Array>()

/** The key as it may be stored; nothing, when it is a secret and the worker has none to seal it with. */
export async function sealIdentityKey(
  env: Env,
  site: string,
  key: IdentityKey
): Promise<IdentityKey | undefined> {
  const { k, ...jwk } = key.jwk
  if (k === undefined) return key
  const sealed = await seal(env, purposeOf(site, key.kid), k)
  return sealed === undefined ? undefined : { ...key, jwk: { ...jwk, sealed } }
}

/** The key as it is used; nothing, when it cannot be unsealed. */
export async function openIdentityKey(
  env: Env,
  site: string,
  { kid, alg, jwk }: IdentityKey
): Promise<CryptoKey | Uint8Array | undefined> {
  const known = ready.get(jwk)
  if (known) return known
  const { sealed, ...open } = jwk
  const k = sealed && (await unseal(env, purposeOf(site, kid), sealed))
  if (sealed && !k) return undefined
  const key = await importJWK(k ? { ...open, k } : open, alg)
  ready.set(jwk, key)
  return key
}

function purposeOf(site: string, kid: string): string {
  return `identity-key ${site} ${kid}`
}
