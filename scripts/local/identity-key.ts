import { randomBytes } from 'node:crypto'
import type { AdminApi } from './admin-api.ts'
import type { StateFolder } from './state-folder.ts'

const kid = 'shop-1'

/** The key with which the shop vouches for its customers: made once, and told to the edge. */
export async function registerIdentityKey(
  api: AdminApi,
  state: StateFolder
): Promise<{ kid: string; key: Uint8Array }> {
  const text = await state.secret('identity-key', () => randomBytes(32).toString('base64url'))
  await api.put(`/identity-keys/${kid}`, { alg: 'HS256', jwk: { kty: 'oct', k: text } })
  return { kid, key: Buffer.from(text, 'base64url') }
}
