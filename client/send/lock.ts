import type { Core } from '../core.ts'
import { loadPart } from '../parts.ts'

/** Runs work that only one tab of a device may do at a time; answers whether it was this tab's turn. */
export type Lock = (work: () => Promise<unknown>) => Promise<boolean>

/** A lock by Web Locks, which die with their page; by a lease where there are none (plain http). */
export const createLock = (core: Core): Lock => {
  const { name, settings } = core
  const { locks } = navigator
  return async (work) => {
    if (!locks) return (await loadPart(settings.endpoint, 'lease')).takeLease(core, work)
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
