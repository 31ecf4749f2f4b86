import { base64url } from '../encode/base64url.ts'
import { hmac } from '../journey/secret.ts'
import { first } from '../site/storage.ts'
import type { Try } from './access-object.ts'

/** What tries are counted under, so that neither addresses nor networks of strangers are kept. */
export interface TryNames {
  /** The person's own count, then the network's. */
  of(attempt: Try): Promise<string[]>
  /** The salt of somebody unknown: the same at each try, as a known one's would be. */
  salt(email: string): Promise<string>
}

const setting = 'pepper'

/** Creates names that only this object can make. */
export function createTryNames(sql: SqlStorage): TryNames {
  const name = async (text: string) => base64url((await hmac(pepper(sql), text)).subarray(0, 16))
  return {
    async of({ email, device, network }) {
      // A browser that the person has used counts for itself: strangers cannot keep the owner out.
      if (device !== undefined) return [await name(`device ${email} ${device}`)]
      return Promise.all([name(`account ${email}`), name(`network ${network}`)])
    },
    salt: (email) => name(`salt ${email}`),
  }
}

function pepper(sql: SqlStorage): Uint8Array {
  const known = first(
    sql.exec<{ value: string }>('SELECT value FROM settings WHERE name = ?', setting)
  )
  const value = known?.value ?? base64url(crypto.getRandomValues(new Uint8Array(32)))
  if (!known) sql.exec('INSERT INTO settings VALUES (?, ?)', setting, value)
  return new TextEncoder().encode(value)
}
