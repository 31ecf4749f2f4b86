import type { Mirror } from '../consent/mirror.ts'
import { type Device, newDevice } from './device.ts'

interface ArriveParts {
  key: string
  mirror: Mirror
  begin(device: Device): Promise<unknown>
}

/**
 * Answers whether this is the first page that a device ever opens here. Its store must be empty then,
 * so that the first request need not wait until a database is made: `begin` starts with a device in
 * memory and answers when that is stored. Tabs opened at the same moment wait for it, to be the same device.
 */
export const arrive = (name: string, { key, mirror, begin }: ArriveParts): Promise<boolean> =>
  new Promise((resolve) => {
    const wait = (): void => resolve(false)
    const { locks } = navigator
    const lock = `${name}:new`
    // A whole request was left here: all is stored.
    if (!locks || mirror.read()?.stream) return wait()
    locks
      .request(lock, { ifAvailable: true }, (isFirst) => {
        if (!isFirst) return locks.request(lock, wait)
        const device = newDevice()
        const { visitor } = device
        if (!mirror.read()) mirror.write({ key, visitor })
        // Another page was first, or nothing can be written down: the next page would be a stranger again.
        if (mirror.read()?.visitor !== visitor) return wait()
        resolve(true)
        return begin(device)
      })
      .catch(wait)
  })
