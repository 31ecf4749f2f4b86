import { guard } from '../guard.ts'
import type { Asking } from '../send/request.ts'

/** What requests said last, or that the device refused. */
export type Mirrored = Partial<Asking> & { stream?: string; isRefused?: boolean }

/**
 * What the next page must know before any storage can be opened: whether this device may be named, and
 * as whom. Kept in localStorage because that answers at once, to the head snippet as well. It is a
 * copy, written only when consent allows; IndexedDB stays the truth.
 */
export interface Mirror {
  read(): Mirrored | null | undefined
  write(words: Mirrored | null): void
}

export const createMirror = (name: string): Mirror => ({
  read: guard(() => JSON.parse(localStorage[name] ?? null)),
  write: guard((words) => {
    if (words) localStorage[name] = JSON.stringify(words)
    else delete localStorage[name]
  }),
})
