import { createWriteStream } from 'node:fs'
import { stat, truncate } from 'node:fs/promises'
import { PassThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import {
  cursorHeader,
  exportPage,
  type TransferKind,
  totalHeader,
} from '../../shared/api/transfer-api.ts'
import { Failure } from '../failure.ts'
import { call } from '../site/call.ts'
import type { Connection } from '../site/connect.ts'
import { type CursorFile, cursorFile } from './cursor-file.ts'
import type { BulkFile } from './target-file.ts'

const stateSchema = z.object({
  url: z.string(),
  site: z.string(),
  kind: z.string(),
  /** Leads to the page after the last that is whole in the file. */
  cursor: z.string(),
  /** Length of the file when that page was whole. */
  bytes: z.number(),
  lines: z.number(),
  pages: z.number(),
})

type State = z.infer<typeof stateSchema>

/** What an export came to. */
export interface Exported {
  lines: number
  bytes: number
  pages: number
  /** Pages that an earlier, interrupted run had written. */
  resumedAfter: number
}

interface ExportOptions {
  connection: Connection
  kind: TransferKind
  file: BulkFile
  /** Told of people as their pages arrive, and of how many there are by and large. */
  onPage(people: number, total: number): void
}

/** Writes everything of a kind into a file, page by page; interrupted, the next run goes on. */
export async function exportAll(options: ExportOptions): Promise<Exported> {
  const { connection, kind, file } = options
  const memory = cursorFile(`${file.path}.cursor`, stateSchema)
  const begun = await resume(memory, options)
  let state = begun ?? startOf(options)
  if (begun === undefined) await refuseToOverwrite(file)
  for (let isMore = true; isMore; ) {
    const query = new URLSearchParams({ format: file.format, limit: String(exportPage.standard) })
    if (state.cursor !== '') query.set('cursor', state.cursor)
    const answer = await call(connection, { path: `/v1/export/${kind}?${query}` })
    const lines = await append(answer, file, state)
    const next = answer.headers.get(cursorHeader)
    const { size: bytes } = await stat(file.path)
    state = {
      ...state,
      ...{ cursor: next ?? '', bytes, lines: state.lines + lines, pages: state.pages + 1 },
    }
    isMore = next !== null && next !== ''
    if (isMore) await memory.write(state)
    options.onPage(exportPage.standard, Number(answer.headers.get(totalHeader)) || 0)
  }
  await memory.remove()
  const { lines, bytes, pages } = state
  return { lines, bytes, pages, resumedAfter: begun?.pages ?? 0 }
}

function startOf({ connection: { url, site }, kind }: ExportOptions): State {
  return { url, site, kind, cursor: '', bytes: 0, lines: 0, pages: 0 }
}

/** Goes on where an earlier run stopped: what it wrote of a page that never was whole is cut off. */
async function resume(
  memory: CursorFile<State>,
  { connection, kind, file }: ExportOptions
): Promise<State | undefined> {
  const state = await memory.read()
  if (state === undefined) return undefined
  const size = await stat(file.path).then(
    (entry) => entry.size,
    () => -1
  )
  const isOurs =
    state.url === connection.url && state.site === connection.site && state.kind === kind
  if (!isOurs || size < state.bytes) return undefined
  await truncate(file.path, state.bytes)
  return state
}

async function refuseToOverwrite({ path }: BulkFile): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false
  )
  if (isThere) throw new Failure('file_exists', `${path} is there already. Name another file.`)
}

/** Streams a page to the end of the file; answers how many lines it had, its head line not counted. */
async function append(answer: Response, file: BulkFile, { pages }: State): Promise<number> {
  let lines = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      lines += chunk.reduce((sum, byte) => sum + (byte === newline ? 1 : 0), 0)
      done(null, chunk)
    },
  })
  const hasHead = file.format === 'csv'
  await pipeline(
    Readable.from(answer.body ?? []),
    count,
    hasHead && pages > 0 ? withoutFirstLine() : new PassThrough(),
    // Packed page by page: a file of several gzip members is one, and can be cut between them.
    file.isPacked ? createGzip() : new PassThrough(),
    createWriteStream(file.path, { flags: 'a', mode: 0o600 })
  )
  return Math.max(0, lines - (hasHead ? 1 : 0))
}

const newline = '\n'.charCodeAt(0)

/** Every page of CSV has its head line; the file needs one. */
function withoutFirstLine(): Transform {
  let isHead = true
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const end = isHead ? chunk.indexOf(newline) : -1
      const rest = isHead ? chunk.subarray(end < 0 ? chunk.length : end + 1) : chunk
      if (end >= 0) isHead = false
      done(null, rest)
    },
  })
}
