import { readBody } from './body.ts'
import { parseJson } from './json.ts'
import { isRefusal, type Refusal } from './problem.ts'

/** Reads a body as strict JSON, whatever its content type. No body is no JSON, which a route may allow. */
export async function readJson(
  request: Request,
  maxBytes: number
): Promise<{ json: unknown } | Refusal> {
  if (request.method === 'GET' || request.method === 'DELETE') return { json: undefined }
  const bytes = await readBody(request, maxBytes)
  if (isRefusal(bytes)) return bytes
  return bytes.byteLength === 0 ? { json: undefined } : parseJson(bytes)
}
