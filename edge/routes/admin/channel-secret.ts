import { personal } from '../../http/answer.ts'
import { refuse } from '../../http/problem.ts'
import { webhookSecret } from '../../journey/carry.ts'
import { base64 } from '../../journey/secret.ts'
import { findSite } from '../../site/live-site.ts'
import { adminRoute } from '../admin-route.ts'

/** The secret with which a receiver checks a channel's webhooks. It is derived, not stored. */
export const channelSecret = adminRoute({
  method: 'get',
  path: '/channels/:channel/secret',
  summary: "The signing secret of a webhook channel, as Standard Webhooks' libraries take it.",
  problems: ['not_found', 'unavailable'],
  async handle({ env, site, now, params, waitUntil }) {
    const { channel = '' } = params
    const live = await findSite(site, { env, now, waitUntil })
    const declared = live?.snapshot.config.channels?.[channel]
    if (declared?.kind !== 'webhook') return refuse('not_found', 'No webhook channel of this name.')
    const version = declared.secretVersion ?? 1
    const secret = await webhookSecret(env, site, channel, version)
    if (secret === undefined) return refuse('unavailable', 'ATTUNE_SECRET is not set.')
    return personal({ channel, version, secret: `whsec_${base64(secret)}` })
  },
})
