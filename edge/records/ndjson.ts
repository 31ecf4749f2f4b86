import type { JsonObject } from '../../shared/event/json.ts'
import { linesOf } from './lines.ts'

/** The objects of a stream, one a line; a line that holds none is told as such, not fatal. */
export async function* ndjsonRecords(
  stream: ReadableStream<Uint8Array>
): AsyncGenerator<JsonObject | undefined> {
  for await (const line of linesOf(stream)) yield objectOf(line)
}

/** The object that a line holds. */
export function objectOf(line: string): JsonObject | undefined {
  try {
    const json: unknown = JSON.parse(line)
    const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
    return isObject ? (json as JsonObject) : undefined
  } catch {
    return undefined
  }
}
