import type { PageEvent } from '../../shared/api/page-api.ts'
import type { Consent } from '../consent/consent.ts'
import type { Kept } from '../host.ts'
import type { Device } from '../store/device.ts'
import { randomId } from '../store/id.ts'
import type { Draft, Outbox } from '../store/outbox.ts'
import { high, low, normal, type Worth } from '../store/row.ts'

const maxEventBytes = 16_384
/** Events that may wait for consent. */
const maxPending = 100

/** An event as the page's code says it; age and position are ours to add. */
export type Said = { type: PageEvent['type'] } & {
  [Part in Exclude<keyof PageEvent, 'age' | 'seq' | 'type'>]?: PageEvent[Part] | undefined
}

export interface RecordOptions {
  worth?: Worth
  /** Changes the device's row together with storing the event. */
  touch?: (device: Device) => void
}

/** Money, and who somebody is, are kept longest when room is short. */
const isWorthy = /order|purchase|refund|checkout|cart|added|sign/i

const worthOf = ({ type, event = '' }: Said): Worth => {
  if (type === 'page') return low
  return type !== 'track' || isWorthy.test(event) ? high : normal
}

/** Makes an event ready to be stored, with its time by both clocks. */
export const draftOf = (said: Said, options?: RecordOptions): Draft => {
  const id = said.messageId ?? randomId()
  const json = JSON.stringify({ ...said, messageId: id })
  const size = new TextEncoder().encode(json).length
  if (size > maxEventBytes) throw new Error(`attune: ${size} of ${maxEventBytes} bytes`)
  const row = {
    id,
    json,
    size,
    at: Date.now(),
    mono: performance.now(),
    page: performance.timeOrigin,
  }
  return { worth: worthOf(said), ...options, row }
}

/** Keeps an event: on the device, in memory (`pending`) until consent, or not at all. */
export const createRecorder =
  (consent: Consent, pending: Draft[], outbox: Outbox, isPersistent: () => boolean) =>
  async (said: Said, options?: RecordOptions): Promise<Kept> => {
    const draft = draftOf(said, options)
    if (consent.isGranted()) {
      await outbox.append(draft)
      return isPersistent() ? 'stored' : 'memory'
    }
    const mayWait = consent.isPending() && pending.length < maxPending
    if (mayWait) pending.push(draft)
    return mayWait ? 'pending' : 'dropped'
  }
