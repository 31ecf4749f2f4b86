import { type ImportReport, maxImportLines } from '../../shared/api/transfer-api.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { Refusal } from '../http/problem.ts'
import { csvRecords } from '../records/csv.ts'
import { RecordsFault } from '../records/fault.ts'
import { ndjsonRecords } from '../records/ndjson.ts'
import { type Importing, importEvents } from './import-events.ts'
import { importPeople } from './import-people.ts'
import { createTally, type Line } from './tally.ts'

const readers = { ndjson: ndjsonRecords, csv: csvRecords } as const

/** Takes in the lines of one request. Sent again, they change nothing. */
export async function importLines(
  stream: ReadableStream<Uint8Array>,
  importing: Importing
): Promise<ImportReport | Refusal> {
  const { kind, format } = importing
  const lines = await gather(readers[format](stream))
  const tally = createTally(lines.length)
  if (kind === 'profiles' && format === 'ndjson') {
    await importPeople(lines, importing, tally)
    return tally.report
  }
  return (await importEvents(lines, importing, tally)) ?? tally.report
}

async function gather(records: AsyncIterable<JsonObject | undefined>): Promise<Line[]> {
  const lines: Line[] = []
  for await (const record of records) {
    lines.push({ line: lines.length + 1, record })
    if (lines.length <= maxImportLines) continue
    throw new RecordsFault(`Send at most ${maxImportLines} lines at once.`, true)
  }
  return lines
}
