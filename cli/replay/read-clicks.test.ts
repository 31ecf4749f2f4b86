import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trackCall } from './click.ts'
import { readClicks } from './read-clicks.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-clicks-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(text: string, name = 'clicks.csv') {
  const file = join(folder, name)
  await writeFile(file, name.endsWith('.gz') ? gzipSync(text) : text)
  return readClicks(file, 'shop-')
}

const head = 'timestamp,visitorid,event,itemid\n'

describe('a click stream', () => {
  it('is gathered by visitor, in the order of the file', async () => {
    const visitors = await read(`${head}10,7,view,1\n11,8,view,2\n12,7,addtocart,1\n`)
    expect(visitors.map((one) => [one.anonymousId, one.clicks.map(({ deed }) => deed)])).toEqual([
      ['shop-7', ['view', 'addtocart']],
      ['shop-8', ['view']],
    ])
  })

  it('may be packed with gzip', async () => {
    const [visitor] = await read(`${head}10,7,view,1\n`, 'clicks.csv.gz')
    expect(visitor?.clicks).toEqual([{ at: 10_000, deed: 'view', item: '1', repeat: 0 }])
  })

  it('gives equal lines different message ids, and the same line always the same', async () => {
    const text = `${head}10,7,view,1\n10,7,view,1\n`
    const ids = async () => {
      const [visitor] = await read(text)
      return visitor?.clicks.map((click) => trackCall(visitor, click).messageId)
    }
    const first = await ids()
    expect(new Set(first).size).toBe(2)
    expect(await ids()).toEqual(first)
  })

  it.each([
    ['10,7,stare,1', 'line 2: event "stare" is none of view, addtocart, transaction.'],
    ['soon,7,view,1', 'line 2: timestamp "soon" is not a whole number of seconds.'],
    ['10,,view,1', 'line 2: no visitorid.'],
  ])('is refused with the line that does not fit: %s', async (line, message) => {
    await expect(read(`${head}${line}\n`)).rejects.toThrow(message)
  })

  it('is refused when it is no gzip, or not there', async () => {
    await writeFile(join(folder, 'plain.csv.gz'), 'no gzip')
    await expect(readClicks(join(folder, 'plain.csv.gz'), '')).rejects.toThrow('incorrect header')
    await expect(readClicks(join(folder, 'nowhere.csv'), '')).rejects.toThrow('ENOENT')
  })
})
