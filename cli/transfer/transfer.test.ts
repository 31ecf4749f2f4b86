import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cursorHeader, maxImportLines, totalHeader } from '../../shared/api/transfer-api.ts'
import type { Connection } from '../site/connect.ts'
import { exportAll } from './export.ts'
import { importAll } from './import.ts'
import { bulkFile } from './target-file.ts'

const pages = 5
/** A server that keeps to `shared/api/transfer-api.ts` and refuses the n-th request, as it is told. */
let server: Server
let connection: Connection
let folder = ''
let requests = 0
let refuseAt = 0
/** Lines that the server has taken, in their order. */
let taken: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-bulk-'))
  server = createServer((request, answer) => void serve(request, answer))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  connection = { url: `http://127.0.0.1:${port}`, site: 'shop', key: 'sk_shop' }
})
beforeEach(() => {
  requests = 0
  refuseAt = 0
  taken = []
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

async function serve(request: IncomingMessage, answer: ServerResponse): Promise<void> {
  requests += 1
  const url = new URL(request.url ?? '', connection.url)
  const body = await text(request)
  if (requests === refuseAt) {
    answer.writeHead(403).end('{"code":"key_revoked","detail":"The key was revoked."}')
  } else if (request.method === 'GET') servePage(url, answer)
  else serveImport(body, answer)
}

function servePage({ searchParams }: URL, answer: ServerResponse): void {
  const page = Number(searchParams.get('cursor') ?? 0)
  answer.setHeader(totalHeader, String(pages))
  if (page + 1 < pages) answer.setHeader(cursorHeader, String(page + 1))
  answer.end(searchParams.get('format') === 'csv' ? `id,name\n${page},"ü"\n` : `{"id":${page}}\n`)
}

function serveImport(body: string, answer: ServerResponse): void {
  const lines = body.trimEnd().split('\n')
  const faulty = lines.flatMap((line, i) => (line.includes('bad') ? [i + 1] : []))
  taken.push(...lines)
  const problems = faulty.map((line) => ({ line, code: 'bad', path: 'id', message: 'Is bad.' }))
  const [refused, added] = [faulty.length, lines.length - faulty.length]
  answer.end(JSON.stringify({ lines: lines.length, added, known: 0, refused, problems }))
}

const onPage = () => undefined
const download = (name: string) =>
  exportAll({ connection, kind: 'profiles', file: bulkFile(join(folder, name)), onPage })
const upload = (name: string) =>
  importAll({
    ...{ connection, kind: 'events', file: bulkFile(join(folder, name)) },
    onBytes: () => undefined,
  })

const ndjson = Array.from({ length: pages }, (_, page) => `{"id":${page}}\n`).join('')
const csv = `id,name\n${Array.from({ length: pages }, (_, page) => `${page},"ü"\n`).join('')}`

describe('an export', () => {
  it.each([
    ['a.ndjson', ndjson],
    ['a.csv', csv],
    ['a.csv.gz', csv],
  ])('%s that is interrupted goes on where it stopped, and is whole', async (name, whole) => {
    refuseAt = 3
    await expect(download(name)).rejects.toThrow('The key was revoked.')
    refuseAt = 0
    expect(await download(name)).toMatchObject({ lines: pages, pages, resumedAfter: 2 })
    const bytes = await readFile(join(folder, name))
    expect((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()).toBe(whole)
    await expect(stat(join(folder, `${name}.cursor`))).rejects.toThrow('ENOENT')
  })

  it('cuts off what an interruption left of a page', async () => {
    refuseAt = 3
    await expect(download('cut.ndjson')).rejects.toThrow('revoked')
    await writeFile(join(folder, 'cut.ndjson'), '{"id":', { flag: 'a' })
    refuseAt = 0
    await download('cut.ndjson')
    expect(await readFile(join(folder, 'cut.ndjson'), 'utf8')).toBe(ndjson)
  })

  it('is readable by its owner alone, and writes over nothing', async () => {
    await download('mine.ndjson')
    expect((await stat(join(folder, 'mine.ndjson'))).mode & 0o777).toBe(0o600)
    await expect(download('mine.ndjson')).rejects.toThrow('is there already')
  })
})

describe('an import', () => {
  const lines = Array.from({ length: 2 * maxImportLines + 5 }, (_, i) => `{"id":${i}}`)

  it('that is interrupted goes on where it stopped, and sends every line once', async () => {
    await writeFile(join(folder, 'in.ndjson'), lines.join('\n'))
    refuseAt = 2
    await expect(upload('in.ndjson')).rejects.toThrow('The key was revoked.')
    refuseAt = 0
    expect(await upload('in.ndjson')).toMatchObject({
      ...{ lines: lines.length, added: lines.length, resumedAfter: maxImportLines },
    })
    expect(taken).toEqual(lines)
  })

  it('begins anew when the file has changed meanwhile', async () => {
    await writeFile(join(folder, 'new.ndjson'), lines.join('\n'))
    refuseAt = 2
    await expect(upload('new.ndjson')).rejects.toThrow('revoked')
    refuseAt = 0
    await writeFile(join(folder, 'new.ndjson'), [...lines, '{"id":"more"}'].join('\n'))
    expect(await upload('new.ndjson')).toMatchObject({
      ...{ lines: lines.length + 1, resumedAfter: 0 },
    })
  })

  it('names refused lines by their place in the file', async () => {
    const text = ['', ...lines.slice(0, maxImportLines), '{"id":"bad"}', '{"id":1}'].join('\n')
    await writeFile(join(folder, 'bad.ndjson'), text)
    const { refused, problems } = await upload('bad.ndjson')
    expect({ refused, problems }).toMatchObject({
      ...{ refused: 1, problems: [{ line: maxImportLines + 2, code: 'bad' }] },
    })
  })
})
