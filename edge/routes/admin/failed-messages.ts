import { z } from 'zod'
import type { FailedMessagesAnswer, ReplayAnswer } from '../../../shared/api/journeys-api.ts'
import { personal } from '../../http/answer.ts'
import { deliveryObject } from '../../journey/trouble.ts'
import { askProfile } from '../../profile/find.ts'
import { adminRoute, type OwnerAsked } from '../admin-route.ts'

const pageLength = 50
const perReplay = 100

/** What did not arrive, of all people. */
export const failedMessages = adminRoute({
  method: 'get',
  path: '/messages/failed',
  summary: 'Messages that were given up, newest first; `?channel=`, and older ones `?before=` n.',
  async handle({ env, site, url }) {
    const channel = url.searchParams.get('channel') ?? undefined
    const before = Number(url.searchParams.get('before')) || undefined
    const query = { channel, before, limit: pageLength }
    const { messages, total } = await deliveryObject(env, site).list(query)
    const last = messages.length === pageLength ? messages.at(-1) : undefined
    const answer: FailedMessagesAnswer = { messages, total, ...(last && { next: last.n }) }
    return personal(answer)
  },
})

/** Sends what did not arrive once more. */
export const replayFailed = adminRoute({
  method: 'post',
  path: '/messages/replay',
  summary: 'Sends given-up messages once more, under their old ids: one, of a channel, or all.',
  body: z.strictObject({
    id: z.string().max(64).optional(),
    channel: z.string().max(64).optional(),
  }),
  async handle(asked, { id, channel }) {
    const list = deliveryObject(asked.env, asked.site)
    const { messages, total } = await list.list({ id, channel, limit: perReplay })
    const outcomes = await Promise.all(messages.map((message) => replay(asked, message)))
    await list.takeOff(messages.map((message) => message.id))
    const replayed = outcomes.filter((isThere) => isThere).length
    const gone = messages.length - replayed
    const left = total - messages.length
    return personal({ replayed, gone, left } satisfies ReplayAnswer)
  },
})

/** Whether the message was there to be sent again, wherever its person has moved. */
async function replay(
  { env, site, now }: OwnerAsked,
  { profile: ref, id }: { profile: string; id: string }
): Promise<boolean> {
  const found = await askProfile(env, { site, ref }, async (profile) => {
    const isThere = await profile.replay(id, now)
    return typeof isThere === 'boolean' ? { isThere } : isThere
  })
  return found?.isThere ?? false
}
