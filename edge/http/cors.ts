/** What a page's library may send beyond the simple headers: all of these are RudderStack's. */
const allowedHeaders = [
  ...['authorization', 'content-type', 'content-encoding', 'anonymousid', 'sentat'],
  ...['rsa-recovered', 'rsa-retry-attempt', 'rsa-retry-reason'],
  ...['rsa-since-first-attempt', 'rsa-since-last-attempt'],
].join(', ')

/**
 * Answers a preflight. It carries no key, so every origin gets the same yes; the request itself is
 * then held against the site's own list.
 */
export function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': request.headers.get('origin') ?? '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': allowedHeaders,
      'access-control-max-age': '86400',
      vary: 'origin',
    },
  })
}

/** Lets the page that asked read the answer. */
export function readableBy(origin: string | null, answer: Response): Response {
  if (origin === null) return answer
  answer.headers.set('access-control-allow-origin', origin)
  answer.headers.append('vary', 'origin')
  return answer
}
