import type { Event } from '../../shared/event/event.ts'
import { isBot } from '../http/bot.ts'
import { answerEvent } from '../journey/reader/answered.ts'
import { ifSigned, tellProfile } from './reader.ts'
import { type Asked, openRoute, type Reply } from './route.ts'

/** `GET /v1/click/…?to=`: a link in a mail. It leads where its signature says, and nowhere else. */
export const click = openRoute({
  method: 'get',
  path: '/v1/click/:site/:profile/:decision/:signature',
  summary: 'A link in a mail: notes the click, and leads on to the address it was signed for.',
  problems: ['not_found'],
  handle(asked) {
    const { profile = '', decision = '' } = asked.params
    const to = asked.url.searchParams.get('to') ?? ''
    return ifSigned(asked, { kind: 'click', about: [profile, decision], to }, async () => {
      note(asked, answerEvent('clicked', decision, { now: asked.now, url: to }))
      return redirect(to)
    })
  },
})

/** `GET /v1/open/…`: a picture of one point, in mails of channels that ask for it. */
export const open = openRoute({
  method: 'get',
  path: '/v1/open/:site/:profile/:decision/:signature',
  summary: 'A picture of one point: notes that a mail was opened, where its channel wants to know.',
  problems: ['not_found'],
  handle(asked) {
    const { profile = '', decision = '' } = asked.params
    return ifSigned(asked, { kind: 'open', about: [profile, decision] }, async () => {
      note(asked, answerEvent('viewed', decision, { now: asked.now }))
      return picture()
    })
  },
})

/** Nobody waits for the note. Programs that look into mails before people do are not people. */
function note(asked: Asked, event: Event): void {
  if (asked.request.method !== 'GET' || isBot(asked)) return
  const { site = '', profile: ref = '' } = asked.params
  asked.waitUntil(tellProfile(asked, { site, ref }, [event]))
}

function redirect(to: string): Reply {
  const headers = { location: to, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }
  return new Response(null, { status: 302, headers })
}

const transparent = Uint8Array.from(
  atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'),
  (letter) => letter.charCodeAt(0)
)

function picture(): Reply {
  return new Response(transparent, {
    headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' },
  })
}
