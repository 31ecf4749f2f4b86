import { eventsRequestSchema } from '../../shared/api/page-api.ts'
import { pageMoment } from '../decide/page-moment.ts'
import { personal } from '../http/answer.ts'
import { isRefusal } from '../http/problem.ts'
import { batchCounters, decisionCounters } from '../measure/names.ts'
import { count } from '../measure/tally.ts'
import { spend } from '../quota/quota.ts'
import { askAsPage, degradedAnswer, pageAnswer } from './ask-as-page.ts'
import { keyRoute } from './key-route.ts'
import { readPageEvents } from './read-page-events.ts'
import { attempt, profileUnavailable } from './unavailable.ts'

/** `POST /v1/events`: a page's batch in, verdicts and decisions out. */
export const events = keyRoute({
  method: 'post',
  path: '/v1/events',
  summary: 'Takes in what happened on a page and answers what to show, in one round trip.',
  problems: ['identity_invalid', 'quota_exceeded', 'unavailable'],
  page: {
    body: eventsRequestSchema,
    async handle(asked, caller, body) {
      const { now } = asked
      const { site } = caller
      const context = pageMoment(asked, body.context ?? {}, site.snapshot.config)
      const read = readPageEvents(body.events, {
        visitor: body.visitor,
        isBot: context.bot,
        normalize: {
          ...{ receivedAt: now, origin: 'page', declared: site.rules.fold.declaredRed },
          ...(body.context?.consent && { consent: body.context.consent }),
        },
      })
      const spending = await spend(caller, read.events.length, asked)
      if (isRefusal(spending)) return spending
      const asks = { body, context, events: read.events, record: 'decided' as const }
      const visited = await attempt(() => askAsPage(asked, caller, asks))
      spending.done(visited && 'verdicts' in visited ? visited.verdicts : [])
      if (isRefusal(visited)) return visited
      if (visited !== undefined) {
        const verdicts = [...read.refused, ...visited.verdicts]
        const plan = site.snapshot.config.trackingPlan
        const batch = { ...read, verdicts, dropped: body.dropped, plan }
        const made = [...visited.decisions, ...visited.instant]
        count(caller.id, { ...batchCounters(batch), ...decisionCounters(made) }, asked)
        return personal({ verdicts, ...pageAnswer(caller, visited, { ...body, now }) })
      }
      if (read.events.length > 0) return profileUnavailable()
      return personal({ verdicts: read.refused, ...degradedAnswer(caller, now) })
    },
  },
})
