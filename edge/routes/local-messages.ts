import { isLoopback } from '../http/loopback.ts'
import { refuse } from '../http/problem.ts'
import { type LocalMessage, localMessages } from '../journey/local-messages.ts'
import { escaped } from '../journey/mail/markup.ts'
import { openRoute } from './route.ts'

/** `GET /v1/local/messages`: what would have left this machine. Nowhere else is there such a page. */
export const localOutbox = openRoute({
  method: 'get',
  path: '/v1/local/messages',
  summary: 'Local mode only: the messages that were kept instead of sent.',
  problems: ['not_found'],
  async handle({ env, url }) {
    if (!env.ATTUNE_LOCAL || !isLoopback(url)) return refuse('not_found', 'See /openapi.json.')
    const messages = await localMessages(env)
    const wanted = url.searchParams.get('id')
    if (wanted === null) return html(list(messages))
    const message = messages.find(({ id }) => id === wanted)
    if (message === undefined) return refuse('not_found', 'No such message was kept.')
    return html(message.html ?? `<pre>${escaped(message.text)}</pre>`)
  },
})

function list(messages: readonly LocalMessage[]): string {
  const items = messages.map(({ id, at, site, channel, to, title }) => {
    const when = new Date(at).toISOString()
    const words = `${when} · ${site} · ${channel} → ${to}: ${title}`
    return `<li><a href="?id=${encodeURIComponent(id)}">${escaped(words)}</a></li>`
  })
  const nothing = '<p>Nothing was sent yet. Messages appear here as journeys send them.</p>'
  return `<!doctype html><meta charset="utf-8"><title>Messages</title><h1>Messages</h1>${
    items.length > 0 ? `<ol>${items.join('\n')}</ol>` : nothing
  }`
}

/** Styles may stand at elements, as mails have them; nothing may run, load or be framed. */
function html(body: string): Response {
  return new Response(body, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'none'; sandbox allow-same-origin allow-top-navigation-by-user-activation",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
