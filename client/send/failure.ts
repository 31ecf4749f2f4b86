import type { Device, DeviceRow } from '../store/device.ts'
import type { Entry, Outbox } from '../store/outbox.ts'
import type { Reply } from './answer.ts'
import { orderedDelay, pauseDelay, retryDelay } from './backoff.ts'

const tooMuch = /^(413|400|422)$/
const pausing = /^(401|403|404)$/

export interface Failure {
  /** How many events the next request may carry. */
  limit(): number
  /** Learns from a request that achieved nothing. */
  take(reply: Reply, sent: readonly Entry[]): Promise<unknown>
}

/** When to try again after a failure, and whether the edge has said so. */
const delayAfter = (
  { status, retryAfter }: Reply,
  { fails }: Device
): [ms: number, isOrdered: boolean] => {
  if (pausing.test(`${status}`)) return [pauseDelay(), true]
  if (retryAfter) return [orderedDelay(retryAfter, Date.now()), true]
  return [retryDelay(fails, !document.hidden), false]
}

/** What becomes of the next request after one that achieved nothing. */
export const createFailure = (device: DeviceRow, outbox: Outbox, maxBatch: number): Failure => {
  let limit = maxBatch
  return {
    limit: () => limit,
    async take(reply, sent) {
      if (sent.length && tooMuch.test(`${reply.status}`)) {
        // Too much, or a fault somewhere in it: halve until it fits, or until the culprit stands alone.
        limit = sent.length >> 1 || maxBatch
        if (sent.length > 1) return
        return outbox.remove(sent, (now, removed) => {
          now.dropped += removed
        })
      }
      return device.change((now) => {
        if (reply.status === 401 && now.token) {
          // An expired identity is no reason to be silent: go on without it.
          now.token = undefined
          return
        }
        const [ms, isOrdered] = delayAfter(reply, now)
        now.fails++
        now.retryAt = Date.now() + ms
        now.isOrdered = isOrdered
        return
      })
    },
  }
}
