import { SaxesParser } from 'saxes'
import type { JsonObject } from '../../shared/event/json.ts'
import { RecordsFault } from './fault.ts'
import { decode } from './lines.ts'

/** What an item is called: in RSS 2.0, and in Atom. */
const itemNames: ReadonlySet<string> = new Set(['item', 'entry'])
const maxFields = 200
const maxText = 8_192

/**
 * The items of a Google Merchant feed, by the names of their elements without `g:`. The parser is
 * strict, knows no document types and fetches nothing, so an entity can neither grow nor lead
 * anywhere. Of an element that stands several times, the first counts.
 */
export async function* merchantRecords(
  stream: ReadableStream<Uint8Array>
): AsyncGenerator<JsonObject> {
  const found: JsonObject[] = []
  const parser = createItemParser((record) => found.push(record))
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  for await (const chunk of stream) {
    parser.write(decode(decoder, chunk))
    yield* found.splice(0)
  }
  parser.write(decode(decoder))
  parser.close()
  yield* found.splice(0)
}

function createItemParser(onItem: (record: JsonObject) => void): SaxesParser {
  const parser = new SaxesParser({})
  let record: JsonObject | undefined
  /** Elements inside the item; those inside another one are not facts about the item. */
  const path: string[] = []
  let text = ''

  parser.on('error', (error) => {
    throw new RecordsFault(`It is no XML: ${error.message}`)
  })
  parser.on('doctype', () => {
    throw new RecordsFault('A feed has no document type.')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (record === undefined) {
      if (itemNames.has(name)) record = {}
      return
    }
    path.push(fieldOf(name))
    text = ''
    // Atom writes a link as an attribute.
    const { href } = attributes
    if (name === 'link' && typeof href === 'string') text = href
  })
  const onText = (more: string) => {
    if (path.length === 1 && text.length < maxText) text += more.slice(0, maxText)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.on('closetag', ({ name }) => {
    if (record === undefined) return
    if (path.length === 0) {
      if (itemNames.has(name)) onItem(record)
      record = undefined
      return
    }
    const field = path.pop() ?? ''
    const isFull = Object.keys(record).length >= maxFields
    if (path.length === 0 && !isFull && !Object.hasOwn(record, field)) record[field] = text.trim()
    text = ''
  })
  return parser
}

function fieldOf(name: string): string {
  return name.startsWith('g:') ? name.slice(2) : name
}
