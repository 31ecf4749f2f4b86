import { createLedgerWriter, readLedger } from './ledger-text.ts'
import type { ProfileRecord } from './record.ts'

/**
 * The text of a state row: a line of JSON, and for a person a second one with the ledger, which is
 * most of a long life and changes least. Rows of the first format are one line, ledger and all.
 */
export function createRecordWriter(): (record: ProfileRecord) => string {
  const writeLedger = createLedgerWriter()
  return (record) => {
    const { profile } = record
    if (profile === undefined) return JSON.stringify(record)
    // Left empty in its place, so that a profile that was read has its keys in the same order.
    const hot = JSON.stringify({ ...record, profile: { ...profile, ledger: [] } })
    return `${hot}\n${writeLedger(profile.ledger)}`
  }
}

/** Reads a state row of either format. */
export function readRecord(text: string): ProfileRecord {
  const [line = '{}', ledger] = text.split('\n')
  const record: ProfileRecord = JSON.parse(line)
  if (record.profile && ledger !== undefined) {
    record.profile.ledger = readLedger(ledger, record.profile.session)
  }
  return record
}
