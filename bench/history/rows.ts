import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { holdProfile } from '../../edge/profile/holding.ts'

/**
 * Opens the rows that a profile object has left on disk as the object itself does, and keeps all that
 * it would keep: record, ids seen, the chunk that is being filled.
 */
export function openRows(file: string, now: number): unknown[] {
  const database = new DatabaseSync(file, { readOnly: true })
  const holding = holdProfile(storageOf(database))
  const held = [holding.record, holding.seen(now), holding.storage.lastChunk()]
  database.close()
  return held
}

/** How many events a profile on disk has, by the name of its device; undefined for other objects. */
export function historyOf(file: string): number | undefined {
  try {
    const [held] = openRows(file, Date.now())
    const { profile } = held as { profile?: { ids: Record<string, string[]> } }
    const [, events] = /^bench-history-(\d+)$/.exec(profile?.ids.anonymous_id?.[0] ?? '') ?? []
    return events === undefined ? undefined : Number(events)
  } catch {
    // A database of another kind of object has no head.
    return undefined
  }
}

type ObjectStorage = Parameters<typeof holdProfile>[0]

/** As much of the platform's storage as opening needs: statements with their rows. */
function storageOf(database: DatabaseSync): ObjectStorage {
  const exec = (query: string, ...values: SQLInputValue[]) => {
    const rows = database
      .prepare(query)
      .all(...values)
      .map((row) =>
        Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)]))
      )
    return Object.assign(rows, { toArray: () => rows, rowsWritten: 0 })
  }
  return { sql: { exec } } as unknown as ObjectStorage
}

/** The platform gives buffers where Node gives views. */
function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? new Uint8Array(value).buffer : value
}
