import { readBody } from './body.ts'
import { parseJson } from './json.ts'
import { isRefusal, type Refusal } from './problem.ts'

/** Reads a body as strict JSON, whatever its content type; a request without a body has none. */
export async function readJson(
  request: Request,
  maxBytes: number
): Promise<{ json: unknown } | Refusal> {
  if (request.method === 'GET' || request.method === 'DELETE') return { json: undefined }
  const bytes = await readBody(request, maxBytes)
  return isRefusal(bytes) ? bytes : parseJson(bytes)
}
