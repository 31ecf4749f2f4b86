/**
 * Whether the console's own page asks, which no other page can say: browsers send Sec-Fetch-Site and
 * Origin themselves. A change must also be JSON, which no form can send.
 */
export function isOwnPage(request: Request, url: URL): boolean {
  const { headers, method } = request
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  if (site !== null && site !== 'same-origin') return false
  if (origin !== null && origin !== url.origin) return false
  if (method === 'GET') return true
  // Old browsers do not say the first; then the second must be there.
  return (site !== null || origin !== null) && isJson(headers)
}

function isJson(headers: Headers): boolean {
  return /^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')
}
