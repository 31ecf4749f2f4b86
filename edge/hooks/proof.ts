import { durationMs } from '../../shared/condition/duration.ts'
import type { Proof } from '../../shared/hooks/source.ts'

/** A delivery as it arrived, with what it must be held against. */
export interface Sealed {
  headers: Headers
  bytes: Uint8Array
  /** The newest first; two while one is being replaced. */
  secrets: readonly string[]
  now: number
}

/** What each provider recommends: long enough for a slow network, short enough against a replay. */
const standardTolerance = '5m'

const encoder = new TextEncoder()

/** Whether a delivery comes from whom it says. Every comparison takes the same time, right or wrong. */
export async function isProven(proof: Proof, sealed: Sealed): Promise<boolean> {
  switch (proof.by) {
    case 'hmac':
      return isSigned(proof, sealed)
    case 'stripe':
      return isSignedByStripe(proof.tolerance, sealed)
    case 'standard-webhooks':
      return isStandard(proof, sealed)
    case 'bearer':
      return isKnownSecret(presentedSecret(proof.header, sealed.headers), sealed.secrets)
  }
}

async function isSigned(
  { header, encoding, prefix = '', timestamp }: Extract<Proof, { by: 'hmac' }>,
  sealed: Sealed
): Promise<boolean> {
  const value = sealed.headers.get(header)?.trim() ?? ''
  if (!value.startsWith(prefix)) return false
  const signature = decode(value.slice(prefix.length), encoding)
  const before = timestamp === undefined ? '' : sealed.headers.get(timestamp)
  if (signature === undefined || before === null) return false
  return verifies([signature], before, sealed.secrets.map(textKey), sealed.bytes)
}

/** `t=1492774577,v1=5257a8…,v1=…`: the time and the body, joined by a dot. */
async function isSignedByStripe(tolerance: string | undefined, sealed: Sealed): Promise<boolean> {
  const parts = (sealed.headers.get('stripe-signature') ?? '')
    .split(',')
    .map((part) => splitOnce(part))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  if (!isFresh(time, tolerance, sealed.now)) return false
  const signatures = parts
    .filter(([name]) => name === 'v1')
    .map(([, value]) => decode(value, 'hex'))
    .filter((one) => one !== undefined)
  return verifies(signatures, `${time}.`, sealed.secrets.map(textKey), sealed.bytes)
}

/** `v1,<base64> v1,<base64>` over id, time and body. */
async function isStandard(
  { prefix = 'webhook', tolerance }: Extract<Proof, { by: 'standard-webhooks' }>,
  { headers, bytes, secrets, now }: Sealed
): Promise<boolean> {
  const [id, time, list] = ['id', 'timestamp', 'signature'].map((name) =>
    headers.get(`${prefix}-${name}`)
  )
  if (!id || !time || !list || !isFresh(time, tolerance, now)) return false
  const signatures = list
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => decode(one.slice(3), 'base64'))
    .filter((one) => one !== undefined)
  const keys = secrets.map((one) => decode(one.replace(/^whsec_/, ''), 'base64') ?? textKey(one))
  return verifies(signatures, `${id}.${time}.`, keys, bytes)
}

/** Whether any of the signatures is that of any of the keys. */
async function verifies(
  signatures: readonly Uint8Array[],
  before: string,
  keys: readonly Uint8Array[],
  body: Uint8Array
): Promise<boolean> {
  const head = encoder.encode(before)
  const signed = new Uint8Array(head.length + body.length)
  signed.set(head)
  signed.set(body, head.length)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  for (const raw of keys) {
    const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['verify'])
    // Few are ever sent; a list of thousands is somebody else's.
    for (const signature of signatures.slice(0, maxSignatures)) {
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return true
    }
  }
  return false
}

const maxSignatures = 8

function isFresh(seconds: string, tolerance = standardTolerance, now: number): boolean {
  if (!/^\d{1,12}$/.test(seconds)) return false
  return Math.abs(now - Number(seconds) * 1_000) <= (durationMs(tolerance) ?? 0)
}

/** A secret of its own header, or the token of Bearer, or the password of Basic. */
function presentedSecret(header: string | undefined, headers: Headers): string {
  const value = headers.get(header ?? 'authorization')?.trim() ?? ''
  if (header !== undefined) return value
  const [scheme = '', token = ''] = value.split(/\s+/, 2)
  if (/^bearer$/i.test(scheme)) return token
  const pair = /^basic$/i.test(scheme) ? decode(token, 'base64') : undefined
  return pair === undefined ? '' : (splitOnce(new TextDecoder().decode(pair), ':')[1] ?? '')
}

async function isKnownSecret(presented: string, secrets: readonly string[]): Promise<boolean> {
  if (presented === '') return false
  const digest = (text: string) => crypto.subtle.digest('SHA-256', encoder.encode(text))
  const given = await digest(presented)
  const known = await Promise.all(secrets.map(digest))
  return known.filter((one) => crypto.subtle.timingSafeEqual(given, one)).length > 0
}

function textKey(secret: string): Uint8Array {
  return encoder.encode(secret)
}

function decode(text: string, encoding: 'hex' | 'base64'): Uint8Array | undefined {
  if (encoding === 'hex') {
    if (!/^(?:[0-9a-f]{2})+$/i.test(text)) return undefined
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  }
  try {
    return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0))
  } catch {
    return undefined
  }
}

function splitOnce(text: string, separator = '='): [name: string, value: string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}
