const forOneOnly = { 'cache-control': 'private, no-store', 'cdn-cache-control': 'no-store' }

/** An answer about one person: no cache, shared or private, may keep it. */
export function personal(body: unknown, init: { status?: number } = {}): Response {
  return Response.json(body, { ...init, headers: forOneOnly })
}
