import { invitationSchema, memberSchema } from '../../../shared/api/access-api.ts'
import type { Refused } from '../../access/access-object.ts'
import { accessObject } from '../../access/address.ts'
import { personal } from '../../http/answer.ts'
import { refuse } from '../../http/problem.ts'
import { adminRoute } from '../admin-route.ts'
import type { Reply } from '../route.ts'

/** Who has an account, and who is invited. */
export const members = adminRoute({
  method: 'get',
  path: '/members',
  summary: 'Members with their roles, and invitations that nobody has taken up yet.',
  async handle({ env, site, now }) {
    return personal(await accessObject(env, site).members(now))
  },
})

/** Gives a member another role. */
export const changeMember = adminRoute({
  method: 'put',
  path: '/members/:id',
  summary: 'Gives a member another role, and ends their sessions. The last owner stays one.',
  problems: ['not_found', 'last_owner'],
  body: memberSchema,
  async handle({ env, site, by, now, params }, { role }) {
    return answer(await accessObject(env, site).setRole(params.id ?? '', role, { by, now }))
  },
})

/** Removes a member. */
export const removeMember = adminRoute({
  method: 'delete',
  path: '/members/:id',
  summary: 'Removes a member, who is signed out with that. The last owner stays.',
  problems: ['not_found', 'last_owner'],
  async handle({ env, site, by, now, params }) {
    return answer(await accessObject(env, site).remove(params.id ?? '', { by, now }))
  },
})

/** Invites somebody, or somebody again who has lost the password. */
export const invite = adminRoute({
  method: 'post',
  path: '/invitations',
  summary: 'Invites somebody. The token is shown this once; it is good once, for a week.',
  body: invitationSchema,
  async handle({ env, site, by, now }, invitation) {
    const made = await accessObject(env, site).invite(invitation, { by, now })
    return personal(made, { status: 201 })
  },
})

/** Takes an invitation back. */
export const withdrawInvitation = adminRoute({
  method: 'delete',
  path: '/invitations/:id',
  summary: 'Takes an invitation back.',
  problems: ['not_found'],
  async handle({ env, site, by, now, params }) {
    const wasThere = await accessObject(env, site).withdraw(params.id ?? '', { by, now })
    return wasThere ? done() : refuse('not_found', 'There is no such invitation.')
  },
})

function answer(outcome: 'done' | Refused): Reply {
  if (outcome === 'done') return done()
  return outcome === 'unknown'
    ? refuse('not_found', 'There is no such member.')
    : refuse('last_owner', 'Make somebody else an owner first.')
}

function done(): Response {
  return new Response(null, { status: 204 })
}
