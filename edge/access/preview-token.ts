import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { previewLinkSchema } from '../../shared/api/preview-api.ts'
import type { Env } from '../env.ts'
import { deriveSecret } from '../journey/secret.ts'

/** What a preview plays: which configuration, for whom, at which moment. */
export type Scene = Omit<z.infer<typeof previewLinkSchema>, 'url'>

/** A scene as a token carries it. `id` keeps chance the same on every page of the tab. */
export interface OpenedScene extends Scene {
  id: string
  until: number
}

const lifeMs = 15 * 60_000
const type = 'attune-preview+jwt'
const claimsSchema = z.object({
  jti: z.string(),
  exp: z.number(),
  scene: previewLinkSchema.omit({ url: true }),
})

/** Longer than this a token neither fits the schema of requests nor every proxy's line. */
export const maxTokenLength = 4_096

/** Signs a scene for one site; nothing, when the worker has no secret to sign with. */
export async function signScene(
  env: Env,
  site: string,
  scene: Scene,
  now: number
): Promise<{ token: string; until: number } | undefined> {
  const key = await deriveSecret(env, ['preview', site])
  if (key === undefined) return undefined
  const issuedAt = Math.floor(now / 1_000)
  const token = await new SignJWT({ scene })
    .setProtectedHeader({ alg: 'HS256', typ: type })
    .setAudience(site)
    .setJti(crypto.randomUUID())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeMs / 1_000)
    .sign(key)
  return { token, until: issuedAt * 1_000 + lifeMs }
}

/** The scene of a token; nothing, whatever is wrong with it. */
export async function openScene(
  env: Env,
  site: string,
  token: string,
  now: number
): Promise<OpenedScene | undefined> {
  const key = await deriveSecret(env, ['preview', site])
  if (key === undefined) return undefined
  try {
    const { payload } = await jwtVerify(token, key, {
      ...{ algorithms: ['HS256'], typ: type, audience: site },
      ...{ requiredClaims: ['jti', 'aud', 'iat', 'exp'], currentDate: new Date(now) },
    })
    const claims = claimsSchema.safeParse(payload)
    if (!claims.success) return undefined
    const { jti: id, exp, scene } = claims.data
    return { ...scene, id, until: exp * 1_000 }
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined
    throw error
  }
}
