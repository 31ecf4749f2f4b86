import { RecordsFault } from './fault.ts'

/** The body of a request, unpacked, and cut off where it becomes too large. Nothing is gathered. */
export function bodyStream(request: Request, maxBytes: number): ReadableStream<Uint8Array> {
  if (request.body === null) throw new RecordsFault('Send the records as the body.')
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() || 'identity'
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new RecordsFault('Send the body as it is, or with gzip.')
  }
  const counted = counting(maxBytes)
  if (encoding === 'identity') return request.body.pipeThrough(counted)
  const unpacked = request.body.pipeThrough(new DecompressionStream('gzip'))
  return unpacked.pipeThrough(counted)
}

function counting(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) {
        controller.error(new RecordsFault(`The limit is ${maxBytes} bytes.`, true))
      } else controller.enqueue(chunk)
    },
  })
}
