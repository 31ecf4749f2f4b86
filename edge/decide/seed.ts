import { base64url } from '../encode/base64url.ts'

/**
 * Names a request. Decision ids begin with it, so a receipt is found by its time: no index, no row.
 */
export function requestSeed(now: number): string {
  return `${now.toString(36)}-${base64url(crypto.getRandomValues(new Uint8Array(9)))}`
}
