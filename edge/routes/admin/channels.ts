import { z } from 'zod'
import type { ChannelAnswer, ChannelsAnswer } from '../../../shared/api/journeys-api.ts'
import { dayMs } from '../../../shared/event/time.ts'
import { refuse } from '../../http/problem.ts'
import { channelStates, targetOf } from '../../journey/channel-state.ts'
import { summed } from '../../journey/overview.ts'
import { deliveryObject } from '../../journey/trouble.ts'
import { countersSince } from '../../measure/tally.ts'
import { siteObject } from '../../site/address.ts'
import { findSite, forgetSite } from '../../site/live-site.ts'
import { adminRoute, type OwnerAsked } from '../admin-route.ts'

/** Whether the channels work. */
export const channels = adminRoute({
  method: 'get',
  path: '/channels',
  summary: 'Channels: what arrived and failed in 24 hours, which fail now, which are off and why.',
  async handle(asked) {
    return Response.json({ channels: await statesOf(asked) } satisfies ChannelsAnswer)
  },
})

/** Lets messages leave again. */
export const enableChannel = adminRoute({
  method: 'post',
  path: '/channels/:channel/enable',
  summary: 'Switches a channel on again. What was given up meanwhile can be replayed.',
  problems: ['not_found'],
  async handle(asked) {
    const { env, site, params, by, now } = asked
    const { channel = '' } = params
    await siteObject(env, site).switchOn(channel, { by, now })
    await deliveryObject(env, site).recovered(channel)
    return answerWith(asked, channel)
  },
})

/** Lets nothing leave. */
export const disableChannel = adminRoute({
  method: 'post',
  path: '/channels/:channel/disable',
  summary: 'Switches a channel off: messages through it go to the failed list, with this reason.',
  problems: ['not_found'],
  body: z.strictObject({ reason: z.string().min(1).max(255) }),
  async handle(asked, { reason }) {
    const { env, site, params, by, now } = asked
    const { channel = '' } = params
    const declared = (await findSite(site, asked))?.snapshot.config.channels?.[channel]
    if (declared === undefined) return refuse('not_found', 'No channel of this name.')
    const off = { channel, target: targetOf(declared), at: now, reason }
    await siteObject(env, site).switchOff(off, by)
    return answerWith(asked, channel)
  },
})

async function answerWith(asked: OwnerAsked, channel: string) {
  forgetSite(asked.site)
  const state = (await statesOf(asked)).find(({ name }) => name === channel)
  if (state === undefined) return refuse('not_found', 'No channel of this name.')
  return Response.json(state satisfies ChannelAnswer)
}

async function statesOf(asked: OwnerAsked) {
  const { env, site, now } = asked
  // The truth itself: who has just switched something must not see it as it was.
  const snapshot = await siteObject(env, site).snapshot()
  if (snapshot === undefined) return []
  const [minutes, failing] = await Promise.all([
    countersSince(env, site, now - dayMs),
    deliveryObject(env, site).failing(),
  ])
  return channelStates(snapshot, { day: summed(minutes.values()), failing })
}
