/**
 * The key a request presents, wherever the sender's library puts it: `Authorization: Bearer` or
 * `Basic` (key as user name), or `key` or `writeKey` in the body.
 */
export function presentedKey(request: Request, body: unknown): string | undefined {
  return keyInHeader(request.headers.get('authorization')) ?? keyInBody(body)
}

function keyInHeader(header: string | null): string | undefined {
  const [scheme, value] = header?.trim().split(/\s+/, 2) ?? []
  if (scheme === undefined || value === undefined) return undefined
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() === 'basic') return userOf(value)
  return undefined
}

function userOf(basic: string): string | undefined {
  try {
    return atob(basic).split(':', 1)[0] || undefined
  } catch {
    return undefined
  }
}

function keyInBody(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const key = 'key' in body ? body.key : 'writeKey' in body ? body.writeKey : undefined
  return typeof key === 'string' && key !== '' ? key : undefined
}
