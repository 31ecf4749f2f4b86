import type { Event } from '../../shared/event/event.ts'
import { messagePurpose } from '../../shared/journey/messages.ts'
import { readerPage } from '../journey/reader/page.ts'
import { wordsFor } from '../journey/reader/words.ts'
import { ifSigned, tellProfile } from './reader.ts'
import { type Asked, openRoute } from './route.ts'

const path = '/v1/unsubscribe/:site/:profile/:channel/:signature'

/** `GET /v1/unsubscribe/…`: asks. Programs that follow links in mails must not unsubscribe anybody. */
export const askUnsubscribe = openRoute({
  method: 'get',
  path,
  summary: 'The page behind the link at the end of a mail.',
  problems: ['not_found'],
  handle: (asked) =>
    ifSigned(asked, linkOf(asked), async () => {
      const { language, words } = wordsOf(asked)
      const form = `<form method="post"><button>${words.leave}</button></form>`
      return readerPage({ language, title: words.ask, body: [`<p>${words.owed}</p>`, form] })
    }),
})

/** `POST /v1/unsubscribe/…`: does it, for the page above and for mail programs (RFC 8058). */
export const unsubscribe = openRoute({
  method: 'post',
  path,
  summary: 'Ends the messages of a person, in one click.',
  problems: ['not_found', 'unavailable'],
  handle: (asked) =>
    ifSigned(asked, linkOf(asked), async () => {
      const { site = '', profile = '', channel = '' } = asked.params
      await tellProfile(asked, { site, ref: profile }, [leaving(channel, asked.now)])
      const { language, words } = wordsOf(asked)
      // The same answer for somebody unknown: the link alone must not tell who exists.
      return readerPage({ language, title: words.left, body: [`<p>${words.owed}</p>`] })
    }),
})

function linkOf({ params: { profile = '', channel = '' } }: Asked) {
  return { kind: 'unsubscribe' as const, about: [profile, channel] }
}

function wordsOf({ request }: Asked) {
  return wordsFor(request.headers.get('accept-language') ?? '')
}

/** The event that every rule about unsubscribing looks for, and the answer to the purpose. */
function leaving(channel: string, now: number): Event {
  return {
    ...{ id: crypto.randomUUID(), type: 'track', name: 'Unsubscribed', at: now },
    ...{ properties: { channel }, traits: {}, ids: {}, origin: 'server' },
    consent: { [messagePurpose]: false },
  }
}
