import type { DeviceRow } from '../store/device.ts'

const leaseMs = 10_000

/** Runs work that only one tab of a device may do at a time; answers whether it was this tab's turn. */
export type Lock = (work: () => Promise<unknown>) => Promise<boolean>

/** A lease in the device's row, which ends by itself when its tab dies. */
const createLease =
  (device: DeviceRow): Lock =>
  async (work) => {
    let isMine = false
    await device.change((now) => {
      const left = (now.lease ?? 0) - Date.now()
      // A lease longer than ever given was written by a clock that has been set back since.
      isMine = left <= 0 || left > leaseMs
      if (isMine) now.lease = Date.now() + leaseMs
    })
    if (!isMine) return false
    await work()
    await device.change((now) => {
      now.lease = 0
    })
    return true
  }

/** A lock by Web Locks, which die with their page; by a lease where there are none (plain http). */
export const createLock = (name: string, device: DeviceRow): Lock => {
  const { locks } = navigator
  if (!locks) return createLease(device)
  return async (work) => {
    let isMine = false
    let hasRun = false
    const turn = locks.request(name, { ifAvailable: true }, async (lock) => {
      isMine = !!lock
      hasRun = true
      if (lock) await work()
    })
    await turn.catch((error) => {
      if (hasRun) throw error
      // Refused in sandboxed frames, where storage is memory and no other tab can interfere.
      isMine = true
      return work()
    })
    return isMine
  }
}
