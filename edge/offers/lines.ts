import { linesOf } from '../records/lines.ts'

/** What a code may be at most. */
export const maxCodeLength = 128

/** A line that is no code, by its number; empty lines do not count. */
export interface BadLine {
  line: number
}

/** Reads codes, one a line, as they come in, some at a time. A bad line ends the list. */
export async function* readCodes(
  body: ReadableStream<Uint8Array>,
  batch: number
): AsyncGenerator<string[] | BadLine> {
  let codes: string[] = []
  let line = 0
  for await (const text of linesOf(body)) {
    line += 1
    const code = text.trim()
    if (code.length > maxCodeLength || !/^[\x21-\x7e]+$/.test(code)) {
      yield { line }
      return
    }
    codes.push(code)
    if (codes.length < batch) continue
    yield codes
    codes = []
  }
  if (codes.length > 0) yield codes
}
