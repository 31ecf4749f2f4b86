import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import type { Receipt } from '../../shared/decide/decision.ts'
import { unpackReceipt } from '../../shared/decide/receipt.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { Moment } from '../decide/moment.ts'
import { openOutbox } from '../journey/outbox.ts'
import { exportLines } from './export.ts'
import { portrayProfile } from './portrait.ts'
import type { Self } from './self.ts'
import { readTimeline } from './timeline.ts'

/** Somebody who is asked for and is not here: gone to another profile, or never known. */
export type Absent = { to: string } | 'unknown'

/** What may be known about a person, by those who may know everything. */
export interface Reading {
  /** The person at this moment: ids, traits, segments, events counted. */
  portrait(now: number, moment: Moment): Promise<JsonObject | Absent>
  /** What happened and what was decided before a time, newest first. */
  timeline(before: number): TimelineEntry[] | Absent
  /** Everything that is kept, as NDJSON. */
  export(): ReadableStream | Absent
  /** Why a decision was made, for as long as receipts are kept. */
  receipt(decision: string, madeAt: number): Receipt | Absent
  /** Why there is nothing to read here. */
  absent(): Absent
}

/** Creates the reading part of a profile object. */
export function createReading({ holding, storage, liveSite }: Self): Reading {
  const absent = (): Absent => {
    const { movedTo, device } = holding.record
    // A device whose own profile never was, or has gone, is asked about as the person who uses it.
    const to = movedTo ?? device
    return to ? { to } : 'unknown'
  }
  return {
    absent,
    async portrait(now, moment) {
      const site = await liveSite(now, 0)
      const { profile } = holding.record
      return profile ? portrayProfile(profile, site, { now, moment }) : absent()
    },
    timeline(before) {
      const { record } = holding
      return record.profile ? readTimeline(holding.storage, before, record.partings) : absent()
    },
    export() {
      const { record } = holding
      if (!record.profile) return absent()
      return exportLines(record, holding.storage, openOutbox(storage.sql).list())
    },
    receipt(decision, madeAt) {
      for (const { receipts } of holding.storage.entries(madeAt, madeAt)) {
        const receipt = receipts && unpackReceipt(receipts, decision)
        if (receipt) return receipt
      }
      return absent()
    },
  }
}
