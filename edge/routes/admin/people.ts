import type { PeopleAnswer } from '../../../shared/api/people-api.ts'
import { countPeople, recent, search } from '../../directory/directory.ts'
import { personal } from '../../http/answer.ts'
import { refuse } from '../../http/problem.ts'
import { adminRoute } from '../admin-route.ts'

const maxQuery = 255

/** Who there is. */
export const people = adminRoute({
  method: 'get',
  path: '/people',
  summary: 'People by the beginning of an id or a searchable trait, or the most recent.',
  query: { query: 'what an id or trait begins with', cursor: 'the `cursor` of the page before' },
  problems: ['invalid_request'],
  async handle({ env, site, url }) {
    const query = url.searchParams.get('query')?.trim() ?? ''
    const cursor = url.searchParams.get('cursor') ?? undefined
    if (query.length > maxQuery) {
      return refuse('invalid_request', `Search with at most ${maxQuery} characters.`, {
        path: 'query',
      })
    }
    const [page, total] = await Promise.all([
      query === '' ? recent(env, site, { cursor }) : search(env, site, { query, cursor }),
      countPeople(env, site),
    ])
    if (!page)
      return refuse('invalid_request', 'The cursor is not one of ours.', { path: 'cursor' })
    return personal({ ...page, total } satisfies PeopleAnswer)
  },
})
