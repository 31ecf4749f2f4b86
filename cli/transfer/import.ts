import { stat } from 'node:fs/promises'
import { z } from 'zod'
import type { TransferKind } from '../../shared/api/transfer-api.ts'
import { call } from '../site/call.ts'
import type { Connection } from '../site/connect.ts'
import { cursorFile } from './cursor-file.ts'
import { type Part, readParts } from './read-parts.ts'
import type { BulkFile } from './target-file.ts'

const reportSchema = z.object({
  lines: z.number(),
  added: z.number(),
  known: z.number(),
  refused: z.number(),
  problems: z.array(
    z.object({ line: z.number(), code: z.string(), path: z.string(), message: z.string() })
  ),
})

const stateSchema = z.object({
  url: z.string(),
  site: z.string(),
  kind: z.string(),
  /** Tells whether the file is still the one that was begun. */
  size: z.number(),
  changedMs: z.number(),
  /** The last line that is done. */
  line: z.number(),
  report: reportSchema,
})

/** What became of the lines of a file; problems have the line of the file. */
export type Imported = z.infer<typeof reportSchema> & {
  /** The line after which this run went on. */
  resumedAfter: number
}

interface ImportOptions {
  connection: Connection
  kind: TransferKind
  file: BulkFile
  /** Told how much of the file is done. */
  onBytes(bytes: number): void
}

/** Problems that are kept of a whole file. */
const mostProblems = 1_000

/** An import may be repeated: a request that got lost is sent again. */
const attempts = 8

/** Sends a file in parts, one after the other; interrupted, the next run goes on. */
export async function importAll(options: ImportOptions): Promise<Imported> {
  const { connection, kind, file } = options
  const { size, mtimeMs: changedMs } = await stat(file.path)
  const memory = cursorFile(`${file.path}.cursor`, stateSchema)
  const origin = { url: connection.url, site: connection.site, kind, size, changedMs }
  const known = await memory.read()
  const begun = known && isSame(known, origin) ? known : undefined
  let state = begun ?? { ...origin, line: 0, report: emptyReport() }
  for await (const part of readParts(file)) {
    const last = part.lines.at(-1) ?? 0
    if (last > state.line) {
      const report = await sendPart(part, options)
      state = { ...state, line: last, report: add(state.report, report) }
      await memory.write(state)
    }
    options.onBytes(part.bytes)
  }
  await memory.remove()
  return { ...state.report, resumedAfter: begun?.line ?? 0 }
}

async function sendPart(part: Part, { connection, kind, file }: ImportOptions) {
  const type = file.format === 'csv' ? 'text/csv' : 'application/x-ndjson'
  const answer = await call(connection, {
    path: `/v1/import/${kind}?format=${file.format}`,
    method: 'POST',
    headers: { 'content-type': type },
    body: part.body,
    attempts,
  })
  const report = reportSchema.parse(await answer.json())
  const problems = report.problems.map((problem) => ({
    ...problem,
    line: part.lines[problem.line - 1] ?? problem.line,
  }))
  return { ...report, problems }
}

type Report = z.infer<typeof reportSchema>

const emptyReport = (): Report => ({ lines: 0, added: 0, known: 0, refused: 0, problems: [] })

function add(a: Report, b: Report): Report {
  return {
    lines: a.lines + b.lines,
    added: a.added + b.added,
    known: a.known + b.known,
    refused: a.refused + b.refused,
    problems: [...a.problems, ...b.problems].slice(0, mostProblems),
  }
}

type Origin = Pick<z.infer<typeof stateSchema>, 'url' | 'site' | 'kind' | 'size' | 'changedMs'>

function isSame(a: Origin, b: Origin): boolean {
  const keys = ['url', 'site', 'kind', 'size', 'changedMs'] as const
  return keys.every((key) => a[key] === b[key])
}
