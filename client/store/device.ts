import { randomId } from './id.ts'
import { type Change, deviceKey, type Store } from './store.ts'

/** The device's one row: what all tabs agree on. */
export interface Device {
  /** The device's own id, 128 random bits. */
  visitor: string
  /** Name of the outbox; with `seq` it gives order and shows gaps. */
  stream: string
  /** Identity token signed by the site's back end. */
  token?: string | undefined
  /** Last position given out in the stream. */
  seq: number
  /** Size of the outbox. */
  count: number
  bytes: number
  /** Events given up and not yet reported to the edge. */
  dropped: number
  /** Failed tries in a row, and when the next may be made (wall clock, so that it outlives the page). */
  fails: number
  retryAt: number
  /** The edge itself named `retryAt`: nobody tries before, whatever happens in the page. */
  isOrdered?: boolean
  /** Newest configuration version seen. */
  seen?: number
  /** End of a sender's lease, where the browser has no Web Locks. */
  lease?: number
  /** Somebody who used this device before has left events undelivered. */
  owes?: boolean | undefined
  /** Name of the time zone in which the clock shows an offset, `+0100`. */
  zones?: Record<string, string>
}

/** Whether the edge has named a time before which nobody tries. */
export const isForbidden = (device: Device | undefined): boolean =>
  !!device?.isOrdered && device.retryAt > Date.now()

export interface DeviceRow {
  /** As last seen by this page. */
  last(): Device | undefined
  /** Begins with a device that is not stored yet; done when it is. */
  begin(device: Device): Promise<unknown>
  /** Changes the device and other rows in one transaction, so that tabs never disagree. */
  change(
    decide: (device: Device, values: unknown[]) => Change[] | undefined,
    keys?: readonly number[]
  ): Promise<unknown>
  /** Forgets what this page knows, after the store was emptied. */
  forget(): void
}

export const newDevice = (visitor = randomId()): Device => ({
  ...{ visitor, stream: randomId(), seq: 0 },
  ...{ count: 0, bytes: 0, dropped: 0, fails: 0, retryAt: 0 },
})

/** The device's row in the store. `visitor` tells the id to begin with when there is no row. */
export const createDevice = (store: Store, visitor: () => string | undefined): DeviceRow => {
  let last: Device | undefined
  const change: DeviceRow['change'] = (decide, keys = []) =>
    store.change([deviceKey, ...keys], ([row, ...values]) => {
      const found = row as Device | undefined
      // Where the row is missing or broken, this page goes on as it began.
      last = found?.visitor && found.seq >= 0 ? found : (last ?? newDevice(visitor()))
      return [...(decide(last, values) ?? []), [deviceKey, last]]
    })
  return {
    change,
    last: () => last,
    begin(device) {
      last = device
      return change(() => undefined)
    },
    forget() {
      last = undefined
    },
  }
}
