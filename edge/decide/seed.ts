import { base64url } from '../encode/base64url.ts'

/**
 * Names a request. Decision ids begin with it, so a receipt is found by its time: no index, no row.
 */
export function requestSeed(now: number): string {
  return `${now.toString(36)}-${base64url(crypto.getRandomValues(new Uint8Array(9)))}`
}

/** When a decision was made, by its id. */
export function timeOfDecision(id: string): number | undefined {
  const [, time] = /^([0-9a-z]{1,11})-[\w-]{12}\.[\w.]{1,16}$/.exec(id) ?? []
  return time === undefined ? undefined : Number.parseInt(time, 36)
}
