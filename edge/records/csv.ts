import { parse } from 'csv-parse/stream'
import type { JsonObject } from '../../shared/event/json.ts'
import { RecordsFault } from './fault.ts'

/** A record longer than this has an open quotation mark somewhere before it. */
const maxRecordLength = 262_144
const delimiters = [',', ';', '\t']

/**
 * The records of a CSV file by the names in its first line. Commas, semicolons and tabs are told
 * apart by that line; quotation marks, line ends and marks of byte order are as people write them.
 */
export async function* csvRecords(stream: ReadableStream<Uint8Array>): AsyncGenerator<JsonObject> {
  const { head, whole } = await peekLine(stream)
  const parser = parse({
    ...{ bom: true, columns: true, relax_column_count_less: true, skip_empty_lines: true },
    ...{ delimiter: delimiterOf(head), max_record_size: maxRecordLength, trim: true },
  })
  const records: AsyncIterable<Record<string, string>> = whole.pipeThrough(parser)
  try {
    for await (const record of records) yield record
  } catch (error) {
    if (error instanceof RecordsFault) throw error
    throw new RecordsFault(error instanceof Error ? error.message : 'It is no CSV.')
  }
}

/** The sign that stands most often in the head line. */
function delimiterOf(head: string): string {
  const counts = delimiters.map((sign) => ({ sign, count: head.split(sign).length }))
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).sign
}

/** The first line, and the stream as if nobody had looked. */
async function peekLine(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  const seen: Uint8Array[] = []
  let head = ''
  while (!head.includes('\n') && head.length < maxRecordLength) {
    const { done, value } = await reader.read()
    if (done) break
    seen.push(value)
    head += decoder.decode(value, { stream: true })
  }
  const whole = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = seen.shift() ?? (await reader.read()).value
      if (next) controller.enqueue(next)
      else controller.close()
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return { head: head.split('\n', 1)[0] ?? '', whole }
}
