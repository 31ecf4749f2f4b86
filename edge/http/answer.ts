/** An answer about one person: no cache, shared or private, may keep it. */
export function personal(body: unknown, init: ResponseInit = {}): Response {
  const answer = Response.json(body, init)
  answer.headers.set('cache-control', 'private, no-store')
  answer.headers.set('cdn-cache-control', 'no-store')
  return answer
}
