import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { PassThrough, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { maxImportLines } from '../../shared/api/transfer-api.ts'
import type { BulkFile } from './target-file.ts'

/** As many lines of a file as one request carries. */
export interface Part {
  body: string
  /** Where each line stands in the file, from 1. */
  lines: number[]
  /** Bytes of the file up to the end of this part, for the progress bar; of packed files unpacked ones. */
  bytes: number
}

/** One request stays well below what the server reads, and small enough to be sent again. */
const maxPartBytes = 4_000_000

/** Reads a file in parts, without ever holding more of it. */
export async function* readParts(file: BulkFile): AsyncGenerator<Part> {
  const source = createReadStream(file.path)
  const text = file.isPacked ? source.pipe(createGunzip()) : source.pipe(new PassThrough())
  // A pipe does not carry errors: without this a missing file would wait for ever.
  source.on('error', (error) => text.destroy(error))
  const records = file.format === 'csv' ? csvRecords(text) : ndjsonRecords(text)
  let [head, bytes] = ['', 0]
  let part: { texts: string[]; lines: number[]; size: number } = { texts: [], lines: [], size: 0 }
  for await (const { line, text: record } of records) {
    bytes += Buffer.byteLength(record) + 1
    if (file.format === 'csv' && head === '') {
      head = record
      continue
    }
    const size = Buffer.byteLength(record) + 1
    const isFull = part.lines.length === maxImportLines || part.size + size > maxPartBytes
    if (isFull && part.lines.length > 0) {
      yield { body: bodyOf(head, part.texts), lines: part.lines, bytes: bytes - size }
      part = { texts: [], lines: [], size: 0 }
    }
    part.texts.push(record)
    part.lines.push(line)
    part.size += size
  }
  if (part.lines.length > 0) yield { body: bodyOf(head, part.texts), lines: part.lines, bytes }
}

interface FileRecord {
  line: number
  text: string
}

async function* ndjsonRecords(text: Readable): AsyncGenerator<FileRecord> {
  let line = 0
  for await (const record of createInterface({ input: text, crlfDelay: Infinity })) {
    line += 1
    if (record.trim() !== '') yield { line, text: record }
  }
}

/** Records as they were written: a value in quotes may hold line breaks. */
async function* csvRecords(text: Readable): AsyncGenerator<FileRecord> {
  const options = {
    raw: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
  } as const
  const parser = parse({ ...options, bom: true })
  text.on('error', (error) => parser.destroy(error))
  for await (const { raw, info } of text.pipe(parser) as AsyncIterable<Raw>) {
    const record = raw.trim()
    yield { line: info.lines - (record.match(/\n/g)?.length ?? 0), text: record }
  }
}

interface Raw {
  raw: string
  info: { lines: number }
}

function bodyOf(head: string, texts: readonly string[]): string {
  return `${[...(head === '' ? [] : [head]), ...texts].join('\n')}\n`
}
