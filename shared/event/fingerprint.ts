import { fnv1a32 } from '../hash/hash.ts'
import type { Event } from './event.ts'
import type { Json } from './json.ts'

/**
 * 53-bit hash of a message id: what a profile remembers of an event it has applied. Two independent
 * 32-bit lanes, 21 bits of one above 32 of the other. Among 50,000 ids remembered, a new id meets one
 * of them by chance once in 1.8 * 10^11 times.
 */
export function fingerprint(text: string): number {
  let a = 0x9e3779b9
  let b = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x85ebca6b)
    b = Math.imul(b ^ unit, 0x01000193)
    a ^= a >>> 15
  }
  return (avalanche(a ^ text.length) & 0x1fffff) * 0x1_0000_0000 + (avalanche(b ^ a) >>> 0)
}

/**
 * 32-bit hash of what an event says, whatever the order of its keys: tells a copy from a conflict.
 * Time, sequence and ids are left out, because a resent event may carry others.
 */
export function payloadFingerprint(event: Event): number {
  return hashJson([event.type, event.name, event.properties, event.traits])
}

function hashJson(value: Json): number {
  if (typeof value === 'string') return avalanche(fnv1a32(value) ^ 1)
  if (typeof value !== 'object' || value === null) return avalanche(fnv1a32(String(value)) ^ 2)
  if (Array.isArray(value)) {
    return value.reduce<number>((hash, item) => avalanche(Math.imul(hash, 31) ^ hashJson(item)), 3)
  }
  let sum = 4
  // A sum does not care for order; each pair is mixed first, so that swapped values do not cancel.
  for (const key of Object.keys(value)) {
    sum = (sum + avalanche(fnv1a32(key) ^ Math.imul(hashJson(value[key] ?? null), 0x9e3779b1))) | 0
  }
  return avalanche(sum)
}

/** Spreads every bit over all 32. */
function avalanche(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}
