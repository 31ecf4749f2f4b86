import type { Event } from './event.ts'

/** 53-bit hash of a message id: what a profile remembers of an event it has applied. */
export function fingerprint(text: string): number {
  void text
  throw new Error('soon')
}

/** 32-bit hash of what an event says, whatever the order of its keys: tells a copy from a conflict. */
export function payloadFingerprint(event: Event): number {
  void event
  throw new Error('soon')
}
