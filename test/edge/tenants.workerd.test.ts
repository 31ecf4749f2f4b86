import { beforeAll, describe, expect, test } from 'vitest'
import { deviceProfile } from '../../edge/profile/address.ts'
import { routes } from '../../edge/routes/table.ts'
import { siteObject } from '../../edge/site/address.ts'
import { serveWatched } from './workerd/calls.ts'
import { viewed, visit } from './workerd/people.ts'
import { bindings, newSite } from './workerd/site.ts'

/** The site asked with, and the site whose people are asked for. */
let mine: string
let theirs: string
let secret: string
let person: string
let decision: string

beforeAll(async () => {
  mine = await newSite()
  theirs = await newSite()
  const made = await siteObject(bindings, mine).createKey('secret', '', {
    by: 'test',
    now: Date.now(),
  })
  secret = made.key
  person = await deviceProfile(theirs, 'a-device-of-theirs-01')
  const visited = await visit(theirs, person, {
    events: [viewed({ ids: { user_id: 'their-user', anonymous_id: 'a-device-of-theirs-01' } })],
  })
  decision = visited.decisions[0]?.id ?? ''
})

/** Routes of servers that name somebody in their path. */
const paths = routes
  .filter(({ access, path }) => access === 'key' && /:(ref|id)/.test(path))
  .map(({ method, path }) => [method.toUpperCase(), path] as const)

const ask = async (method: string, path: string, ref: string, id: string) => {
  const url = `http://localhost${path.replace(':ref', encodeURIComponent(ref)).replace(':id', id)}`
  const withRef = path.includes(':id') ? `${url}?ref=${encodeURIComponent(ref)}` : url
  const headers = { authorization: `Bearer ${secret}` }
  const { answer } = await serveWatched(new Request(withRef, { method, headers }))
  return { status: answer.status, body: await answer.text() }
}

describe('a key of one site and a person of another (S16)', () => {
  test('every route of servers is in the list', () => {
    expect(paths.length).toBeGreaterThanOrEqual(4)
  })

  test.each(paths)('%s %s answers as if there were nobody', async (method, path) => {
    const unknown = await ask(method, path, 'user_id:nobody', 'lr3k2j1-aaaaaaaaaaaa.0')
    expect(unknown.status).toBe(404)
    for (const ref of [person, 'user_id:their-user', 'anonymous_id:a-device-of-theirs-01']) {
      expect(await ask(method, path, ref, decision)).toEqual(unknown)
    }
  })

  test('deciding for them is answered the same way', async () => {
    for (const ref of [person, 'user_id:their-user', 'user_id:nobody']) {
      const body = JSON.stringify({ ref, slots: ['hero'] })
      const headers = { authorization: `Bearer ${secret}` }
      const request = new Request('http://localhost/v1/decisions', {
        method: 'POST',
        body,
        headers,
      })
      const { answer } = await serveWatched(request)
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        404,
        'not_found',
      ])
    }
  })
})
