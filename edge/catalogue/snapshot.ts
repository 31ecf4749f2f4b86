import { fingerprint } from '../../shared/event/fingerprint.ts'
import { itemTexts } from './storage.ts'

/**
 * What is published of a catalogue: chunks of items under keys made from their content, so that a
 * change rewrites the chunks it touches and no other; and a manifest, written last, that names them.
 */
export interface Manifest {
  version: number
  at: number
  chunks: string[]
}

/** Where a site's manifest stands in KV. */
export function manifestKey(site: string): string {
  return `catalogue:${site}`
}

/** Items in a chunk, by and large. */
const chunkSize = 1_000

/** The chunks of a catalogue, each a JSON list of items, by key. */
export function chunksOf(sql: SqlStorage, site: string, count: number): Map<string, string> {
  const places = 2 ** Math.ceil(Math.log2(Math.max(1, count / chunkSize)))
  const texts = Array.from({ length: places }, (): string[] => [])
  for (const { id, item } of itemTexts(sql)) texts[fingerprint(id) % places]?.push(item)
  return new Map(
    texts
      .filter((items) => items.length > 0)
      .map((items) => {
        const text = `[${items.join(',')}]`
        return [`${manifestKey(site)}:${fingerprint(text).toString(36)}${text.length}`, text]
      })
  )
}
