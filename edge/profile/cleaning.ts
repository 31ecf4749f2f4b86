import type { Retention } from '../../shared/site/retention.ts'
import { erasedMs, purge, slimMerges } from './retention.ts'
import type { Self } from './self.ts'

/**
 * Does what the passing of time asks for, and answers when to come back; never, when nothing is
 * left to wait for and the object may be deleted.
 */
export function clean({ holding }: Self, keeps: Retention, now: number): number | undefined {
  const purged = purge(holding.storage, keeps, now)
  slimMerges(holding.storage, keeps, now)
  // Purging writes around the memory of the last chunk.
  holding.forget()
  const { erasedAt, ...record } = holding.record
  const isForgiven = erasedAt !== undefined && erasedAt + erasedMs <= now
  if (isForgiven) holding.save(record)

  const idleAt = (record.touchedAt ?? 0) + keeps.profilesMs
  const isRedirect = record.movedTo ?? record.device
  if (record.profile && idleAt <= now) return undefined
  const dues = [
    purged,
    record.profile && idleAt,
    erasedAt !== undefined && !isForgiven ? erasedAt + erasedMs : undefined,
    // Whether somebody still comes by a redirect is not noted anywhere: look again in a year.
    isRedirect && now + keeps.profilesMs,
  ]
  const known = dues.filter((due) => typeof due === 'number')
  return known.length > 0 ? Math.min(...known) : undefined
}
