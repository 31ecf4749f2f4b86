import {
  decisionSchema,
  type ProposalsAnswer,
  proposalSchema,
} from '../../../shared/api/proposal-api.ts'
import { mayUse } from '../../../shared/api/roles.ts'
import { refuse } from '../../http/problem.ts'
import { siteObject } from '../../site/address.ts'
import type { Unheard } from '../../site/approving.ts'
import { forgetSite } from '../../site/live-site.ts'
import { adminRoute } from '../admin-route.ts'
import type { Reply } from '../route.ts'
import { answerPublished } from './config.ts'
import { expectedVersion } from './etag.ts'

/** All proposals. */
export const proposals = adminRoute({
  method: 'get',
  path: '/proposals',
  summary: 'Configurations that wait, or waited, for another person’s yes; newest first.',
  async handle({ env, site }) {
    const answer: ProposalsAnswer = { proposals: await siteObject(env, site).proposals() }
    return Response.json(answer)
  },
})

/** One proposal. */
export const proposal = adminRoute({
  method: 'get',
  path: '/proposals/:id',
  summary: 'A proposal with its configuration.',
  problems: ['not_found'],
  async handle({ env, site, params }) {
    const found = await siteObject(env, site).proposal(Number(params.id))
    return found ? Response.json(found) : unheard('unknown')
  },
})

/** Proposes a configuration. */
export const propose = adminRoute({
  method: 'post',
  path: '/proposals',
  summary: 'Proposes a configuration, made from the version that If-Match names, to the others.',
  problems: ['invalid_config', 'version_conflict', 'precondition_failed'],
  body: proposalSchema,
  async handle({ env, site, by, who, now, request }, { config, note = '' }) {
    const ifVersion = expectedVersion(request)
    if (typeof ifVersion === 'object') return ifVersion
    const proposing = { config, note, by, maker: who.maker ?? by, now }
    const made = await siteObject(env, site).propose({
      ...proposing,
      ...(ifVersion !== undefined && { ifVersion }),
    })
    return 'id' in made ? Response.json(made, { status: 201 }) : answerPublished(made)
  },
})

/** Approves or declines a proposal. */
export const decideOnProposal = adminRoute({
  method: 'post',
  path: '/proposals/:id/decision',
  summary: 'Publishes or declines what another person has proposed. Keys decide nothing.',
  problems: ['not_found', 'proposal_ended', 'own_proposal', 'version_conflict', 'invalid_config'],
  body: decisionSchema,
  async handle({ env, site, by, who, now, params }, { verdict, note = '' }) {
    if (who.entrance === 'key') return unheard('own')
    const id = Number(params.id)
    const outcome = await siteObject(env, site).decideOn(id, { verdict, note, by, now })
    if (outcome === 'declined') return Response.json({ state: 'declined' })
    if (typeof outcome === 'string') return unheard(outcome)
    forgetSite(site)
    return answerPublished(outcome)
  },
})

/** Takes a proposal back. */
export const withdrawProposal = adminRoute({
  method: 'delete',
  path: '/proposals/:id',
  summary: 'Takes a proposal back: one’s own, or any by those who could decline it.',
  problems: ['not_found', 'proposal_ended'],
  async handle({ env, site, by, who, now, params }) {
    const id = Number(params.id)
    const object = siteObject(env, site)
    const found = await object.proposal(id)
    if (found && found.by !== by && !mayUse(who.role, 'post /proposals/:id/decision')) {
      return refuse('role_insufficient', 'It is somebody else’s. Ask them, or a publisher.')
    }
    const outcome = await object.withdraw(id, { by, now })
    return outcome === 'withdrawn' ? new Response(null, { status: 204 }) : unheard(outcome)
  },
})

function unheard(why: Unheard): Reply {
  if (why === 'unknown') return refuse('not_found', 'There is no such proposal.')
  if (why === 'ended') return refuse('proposal_ended', 'See what was decided, and by whom.')
  return refuse('own_proposal', 'Somebody else, who is a person, has to say yes or no.')
}
