import { timeOfDecision } from '../../shared/decide/decision-time.ts'
import { personal } from '../http/answer.ts'
import { refuse } from '../http/problem.ts'
import { askProfile } from '../profile/find.ts'
import { keyRoute } from './key-route.ts'

/** `GET /v1/decisions/{id}?ref=…`: why. */
export const receipt = keyRoute({
  method: 'get',
  path: '/v1/decisions/:id',
  summary: 'Why a decision was made, for 30 days. `?ref=` names the person it was made for.',
  problems: ['not_found', 'invalid_request'],
  server: {
    async handle({ env, params, url }, { id: site }) {
      const { id = '' } = params
      const ref = url.searchParams.get('ref')
      if (!ref) return refuse('invalid_request', 'Name the person: ?ref=…', { path: 'ref' })
      const madeAt = timeOfDecision(id)
      const found =
        madeAt === undefined
          ? undefined
          : await askProfile(env, { site, ref }, (profile) => profile.receipt(id, madeAt))
      return found ? personal(found) : refuse('not_found', 'No such decision of this person.')
    },
  },
})
