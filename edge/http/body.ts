import { isRefusal, type Refusal, refuse } from './problem.ts'

/**
 * Reads a body of at most `maxBytes`, counted while it streams and again after decompression, so
 * that neither a lying Content-Length nor a bomb of zeros costs more memory than the limit.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | Refusal> {
  if (Number(request.headers.get('content-length')) > maxBytes) return tooLarge(maxBytes)
  if (request.body === null) return new Uint8Array()

  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() || 'identity'
  if (encoding === 'identity' && isLengthKept(request)) return wholeBody(request, maxBytes)
  if (encoding === 'identity') return collect(request.body, maxBytes)
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    return refuse('encoding_unknown', 'Send the body as it is, or with gzip or deflate.')
  }
  const packed = await collect(request.body, maxBytes)
  return isRefusal(packed) ? packed : unpack(packed, encoding, maxBytes)
}

/**
 * Whether the platform reads no further than the declared length: it does, unless the body comes in
 * pieces. Nearly every body is such a one, and reading it at once takes a fifth of the time of a stream.
 */
function isLengthKept({ headers }: Request): boolean {
  return headers.has('content-length') && !headers.has('transfer-encoding')
}

async function wholeBody(request: Request, maxBytes: number): Promise<Uint8Array | Refusal> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return bytes.byteLength > maxBytes ? tooLarge(maxBytes) : bytes
}

async function unpack(packed: Uint8Array, format: 'gzip' | 'deflate', maxBytes: number) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream(format))
  try {
    return await collect(stream, maxBytes)
  } catch {
    // The stream's own error names zlib's internals; the sender can only act on this.
    return refuse('malformed_encoding', `The body is not ${format}. Send it whole, or unpacked.`)
  }
}

async function collect(stream: ReadableStream<Uint8Array>, maxBytes: number) {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.byteLength
    // Leaving the loop cancels the stream: the rest is never read, nor unpacked.
    if (length > maxBytes) return tooLarge(maxBytes)
    chunks.push(chunk)
  }
  const [only] = chunks
  return chunks.length === 1 && only ? only : concatenate(chunks, length)
}

function concatenate(chunks: Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

function tooLarge(maxBytes: number): Refusal {
  return refuse('body_too_large', `The limit is ${maxBytes} bytes. Send smaller batches.`)
}
