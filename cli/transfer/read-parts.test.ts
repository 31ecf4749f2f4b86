import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxImportLines } from '../../shared/api/transfer-api.ts'
import { type Part, readParts } from './read-parts.ts'
import { bulkFile } from './target-file.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-parts-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function parts(name: string, text: string): Promise<Part[]> {
  const path = join(folder, name)
  await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text)
  return all(path)
}

async function all(path: string): Promise<Part[]> {
  const read: Part[] = []
  for await (const part of readParts(bulkFile(path))) read.push(part)
  return read
}

const lines = (count: number) => Array.from({ length: count }, (_, i) => `{"n":${i}}`)

describe('a file in parts', () => {
  it('has no part with more lines than a request may carry, and loses none', async () => {
    const text = lines(2 * maxImportLines + 1)
    const read = await parts('many.ndjson', text.join('\n'))
    expect(read.map((part) => part.lines.length)).toEqual([maxImportLines, maxImportLines, 1])
    expect(read.flatMap(({ body }) => body.trimEnd().split('\n'))).toEqual(text)
  })

  it('stays small also where lines are long', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(1_500_000) })
    const read = await parts('long.ndjson', [long, long, long, long].join('\n'))
    expect(read.map((part) => part.lines)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('knows where its lines stand in the file, empty ones counted', async () => {
    const read = await parts('gaps.ndjson.gz', '{"a":1}\n\n{"b":2}\r\n\n')
    expect(read.map(({ body, lines: at }) => [body, at])).toEqual([['{"a":1}\n{"b":2}\n', [1, 3]]])
  })

  it('of CSV begins with the head line each time, and keeps values with line breaks whole', async () => {
    const text = 'id,name\n1,"Ann\nBee"\n2,Cleo\n'
    const [part] = await parts('people.csv', text)
    expect(part).toMatchObject({ body: text, lines: [2, 4] })
  })

  it('that is not there ends in an error, not in waiting', async () => {
    await expect(all(join(folder, 'no.csv'))).rejects.toThrow('ENOENT')
  })
})

describe('the name of a file', () => {
  it.each([
    ['a.ndjson', 'ndjson', false],
    ['a.jsonl.gz', 'ndjson', true],
    ['a.csv', 'csv', false],
  ])('%s says how it is written', (path, format, isPacked) => {
    expect(bulkFile(path)).toEqual({ path, format, isPacked })
  })

  it('that says nothing is refused with advice', () => {
    expect(() => bulkFile('people.txt')).toThrow('has no known ending')
  })
})
