import { personal } from '../http/answer.ts'
import { refuse } from '../http/problem.ts'
import type { Job } from '../journey/outbox.ts'
import { askProfile } from '../profile/find.ts'
import { keyRoute } from './key-route.ts'
import { unknownPerson } from './profiles.ts'

/** `GET /v1/profiles/{ref}/messages` */
export const messages = keyRoute({
  method: 'get',
  path: '/v1/profiles/:ref/messages',
  summary: 'Messages to a person that are on their way, or were given up, and why.',
  problems: ['not_found'],
  server: {
    async handle({ env, params }, { id: site }) {
      const ref = params.ref ?? ''
      const jobs = await askProfile(env, { site, ref }, (profile) => profile.messages())
      return jobs ? personal({ messages: jobs.map(tell) }) : unknownPerson()
    },
  },
})

/** `POST /v1/profiles/{ref}/messages/{id}/replay` */
export const replayMessage = keyRoute({
  method: 'post',
  path: '/v1/profiles/:ref/messages/:id/replay',
  summary: 'Sends a message once more, under its old id, from the first attempt on.',
  problems: ['not_found'],
  server: {
    async handle({ env, params, now }, { id: site }) {
      const { ref = '', id = '' } = params
      const found = await askProfile(env, { site, ref }, async (profile) => {
        const isThere = await profile.replay(id, now)
        return typeof isThere === 'boolean' ? { isThere } : isThere
      })
      if (!found) return unknownPerson()
      if (!found.isThere) return refuse('not_found', 'No such message waits or was given up.')
      return personal({ id, next: now })
    },
  },
})

/** What its owner needs to know; the content is the site's own. */
function tell({ message, attempts, next, note }: Job) {
  const { id, journey, step, channel, at } = message
  return { id, journey, step, channel, at, attempts, next, note, givenUp: next === null }
}
