import type { Event } from '../../shared/event/event.ts'
import { messagePurpose } from '../../shared/journey/messages.ts'
import { serverMoment } from '../decide/moment.ts'
import { requestSeed } from '../decide/seed.ts'
import { refuse } from '../http/problem.ts'
import { isOwnLink, type Leaver } from '../journey/unsubscribe-link.ts'
import { askProfile } from '../profile/find.ts'
import { type Asked, openRoute, type Reply } from './route.ts'

const path = '/v1/unsubscribe/:site/:profile/:channel/:signature'

/** `GET /v1/unsubscribe/…`: asks. Programs that follow links in mails must not unsubscribe anybody. */
export const askUnsubscribe = openRoute({
  method: 'get',
  path,
  summary: 'The page behind the link at the end of a mail.',
  problems: ['not_found'],
  handle: (asked) =>
    ifOwn(asked, async () =>
      page('Do you want to hear no more from us?', [
        '<form method="post"><button>Yes, unsubscribe me</button></form>',
        '<p>Receipts and answers to your questions will still reach you.</p>',
      ])
    ),
})

/** `POST /v1/unsubscribe/…`: does it, for the page above and for mail programs (RFC 8058). */
export const unsubscribe = openRoute({
  method: 'post',
  path,
  summary: 'Ends the messages of a person, in one click.',
  problems: ['not_found', 'unavailable'],
  handle: (asked) =>
    ifOwn(asked, async (leaver) => {
      await leave(asked, leaver)
      // The same answer for somebody unknown: the link alone must not tell who exists.
      return page('You are unsubscribed.', ['<p>It was good to have you.</p>'])
    }),
})

async function ifOwn(
  { env, params }: Asked,
  answer: (leaver: Leaver) => Promise<Reply>
): Promise<Reply> {
  const { site = '', profile = '', channel = '', signature = '' } = params
  const leaver = { site, profile, channel }
  if (await isOwnLink(env, leaver, signature)) return answer(leaver)
  return refuse('not_found', 'This link is not one of ours, or not whole.')
}

/** The event that every rule about unsubscribing looks for, and the answer to the purpose. */
async function leave({ env, now }: Asked, { site, profile: ref, channel }: Leaver): Promise<void> {
  const event: Event = {
    ...{ id: crypto.randomUUID(), type: 'track', name: 'Unsubscribed', at: now },
    ...{ properties: { channel }, traits: {}, ids: {}, origin: 'server' },
    consent: { [messagePurpose]: false },
  }
  const visit = {
    ...{ site, now, seed: requestSeed(now), events: [event], atLeast: 0 },
    addressing: { via: 'profile' as const, mayBeKnown: true, mustExist: true as const },
    asks: { slots: [], context: serverMoment({}, { name: site }), record: 'no' as const },
  }
  await askProfile(env, { site, ref }, async (profile) => {
    const answer = await profile.visit(visit)
    return 'verdicts' in answer || 'to' in answer ? answer : 'unknown'
  })
}

function page(title: string, body: readonly string[]): Response {
  const html = [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${title}</title><main><h1>${title}</h1>`,
    ...body,
    '</main></html>',
  ]
  return new Response(html.join('\n'), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
  })
}
