import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../shared/event/json.ts'
import { bodyStream } from './body-stream.ts'
import { csvRecords } from './csv.ts'
import { RecordsFault } from './fault.ts'
import { merchantRecords } from './merchant-xml.ts'
import { ndjsonRecords } from './ndjson.ts'

/** Bytes in the smallest pieces: whatever is cut apart must come together again. */
const inPieces = (text: string, size = 1) => {
  const bytes = new TextEncoder().encode(text)
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
}
async function all<T>(records: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const record of records) list.push(record)
  return list
}

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Larch</title>
<item><g:id>a&amp;1</g:id><g:title><![CDATA[Böots <warm>]]></g:title><g:price>29.90 EUR</g:price>
<g:shipping><g:country>DE</g:country><g:price>4 EUR</g:price></g:shipping><link>https://shop.example/a</link></item>
<item><g:id>b</g:id></item></channel></rss>`
const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<title>Larch</title><entry><g:id>c</g:id><link rel="alternate" href="https://shop.example/c"/></entry></feed>`

test('a feed of Google Merchant is read item by item, nested prices left alone', async () => {
  const [first, second, ...others] = await all(merchantRecords(inPieces(rss)))
  expect(first).toMatchObject({
    ...{ id: 'a&1', title: 'Böots <warm>', price: '29.90 EUR', link: 'https://shop.example/a' },
  })
  expect([second, others]).toEqual([{ id: 'b' }, []])
  expect(await all(merchantRecords(inPieces(atom)))).toEqual([
    { id: 'c', link: 'https://shop.example/c' },
  ])
})

test.each([
  ['a feed that ends in the middle', rss.slice(0, -20)],
  ['entities that grow', '<!DOCTYPE a [<!ENTITY x "xxxx">]><rss><item><id>&x;</id></item></rss>'],
  ['no XML', 'id,price\na,1'],
])('%s is refused', async (_, text) => {
  await expect(all(merchantRecords(inPieces(text, 64)))).rejects.toThrow(/XML|document type/)
})

test.each<[string, string, JsonObject[]]>([
  ['with commas', '\uFEFFid,name\r\na,"Boots, ""warm"""\r\n', [{ id: 'a', name: 'Boots, "warm"' }]],
  ['with semicolons', 'id;price\na;29,90\n', [{ id: 'a', price: '29,90' }]],
  [
    'with tabs, and a line that is too short',
    'id\tname\na\tBöots\nb',
    [{ id: 'a', name: 'Böots' }, { id: 'b' }],
  ],
])('CSV %s is read by its head line', async (_, text, records) => {
  expect(await all(csvRecords(inPieces(text)))).toEqual(records)
})

test('CSV with a quotation mark left open is refused', async () => {
  await expect(all(csvRecords(inPieces('id,name\na,"b\n', 4)))).rejects.toThrow(/uot/)
})

test('a line without an object is told, and holds up no other', async () => {
  expect(await all(ndjsonRecords(inPieces('{"id":"ä"}\n\n[1]\nx\n{"id":"b"}')))).toEqual([
    { id: 'ä' },
    undefined,
    undefined,
    { id: 'b' },
  ])
})

test('a body is cut off where it becomes too large, also when it was packed', async () => {
  const headers = { 'content-encoding': 'gzip' }
  const init = { method: 'PUT', body: gzipSync('x'.repeat(10_000)), headers }
  const request = new Request('https://edge.example/', init)
  await expect(all(bodyStream(request, 5_000))).rejects.toThrow('5000 bytes')
})

test('bytes of any kind are records, or a fault told to their sender', async () => {
  const pieces = [
    '<item>',
    '</item>',
    '<g:id>',
    '</g:id>',
    'a',
    '"',
    ',',
    '\n',
    '<![CDATA[',
    ']]>',
    '&amp;',
  ]
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc
      .array(fc.constantFrom(...pieces))
      .map((list) => new TextEncoder().encode(`<rss xmlns:g="g">${list.join('')}</rss>`))
  )
  const readers = [csvRecords, ndjsonRecords, merchantRecords]
  await fc.assert(
    fc.asyncProperty(bytes, fc.constantFrom(...readers), async (whole, read) => {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          if (whole.length > 0) controller.enqueue(whole)
          controller.close()
        },
      })
      try {
        await all<unknown>(read(stream))
      } catch (error) {
        expect(error).toBeInstanceOf(RecordsFault)
      }
    }),
    { numRuns: 500 }
  )
})
