import { RecordsFault } from './fault.ts'

/** A line longer than this is no record of ours. */
const maxLineLength = 2_097_152

/** The lines of a stream of UTF-8, without their ends; empty ones are left out. */
export async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + decode(decoder, chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxLineLength) throw new RecordsFault('A line is too long.')
    for (const line of lines) if (line.trim() !== '') yield line
  }
  rest += decode(decoder)
  if (rest.trim() !== '') yield rest
}

/** Decodes what has come; at the end, what was left open. */
export function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    throw new RecordsFault('It is not UTF-8.')
  }
}
