import type { Core } from '../core.ts'

const leaseMs = 10_000

/**
 * A lock for browsers without Web Locks (plain http): a lease in the device's row, which ends by itself
 * when its tab dies.
 */
export const takeLease = async (
  { device }: Core,
  work: () => Promise<unknown>
): Promise<boolean> => {
  let isMine = false
  await device.change((now) => {
    const left = (now.lease ?? 0) - Date.now()
    // A lease longer than ever given was written by a clock that has been set back since.
    isMine = left <= 0 || left > leaseMs
    if (isMine) now.lease = Date.now() + leaseMs
    return
  })
  if (!isMine) return false
  await work()
  await device.change((now) => {
    now.lease = 0
    return
  })
  return true
}
