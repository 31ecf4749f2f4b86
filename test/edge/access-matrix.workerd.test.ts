import { beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../edge/access/access-object.ts'
import { accessObject } from '../../edge/access/address.ts'
import { routes } from '../../edge/routes/table.ts'
import { leastRole, mayUse, type Role, roles } from '../../shared/api/roles.ts'
import { ask, consoleOrigin, memberOf, pageHeaders, saidBy } from './workerd/accounts.ts'
import { bindings, newSite } from './workerd/site.ts'

const prefix = '/v1/admin/sites/:site'
const values: Record<string, string> = {
  ref: 'user_id:nobody',
  version: '1',
  kid: 'k',
  channel: 'c',
}

/** Every route of the owner's API, as the table of roles names it. */
const table = routes
  .filter(({ access }) => access === 'admin')
  .map(({ method, path }) => {
    const route = path.slice(prefix.length)
    const filled = route.replaceAll(/:(\w+)/g, (_, name) => values[name] ?? '0')
    return { name: `${method} ${route}`, method: method.toUpperCase(), path: filled }
  })

const matrix = table.flatMap((route) => roles.map((role) => ({ ...route, role })))
const changes = table.filter(({ method }) => method !== 'GET')

let mine: string
let theirs: string
const sessions = new Map<Role, Session>()
let stranger: Session

beforeAll(async () => {
  mine = await newSite()
  theirs = await newSite()
  for (const role of roles) sessions.set(role, await memberOf(mine, role))
  stranger = await memberOf(theirs, 'owner')
})

/** A session of the role; another one when a route has ended it. */
const tokenOf = async (role: Role) => {
  const known = sessions.get(role)
  const isOpen = known && (await accessObject(bindings, mine).session(known.token, Date.now()))
  if (known && isOpen) return known.token
  const session = await memberOf(mine, role)
  sessions.set(role, session)
  return session.token
}

const init = (method: string, headers: Record<string, string>): RequestInit => ({
  ...{ method, headers },
  // Nothing that a route would take: what is asked is only whether it would listen.
  ...(method !== 'GET' && method !== 'DELETE' && { body: '[]' }),
})

describe('the table of roles', () => {
  test('names every route of the owner’s API, and no other', () => {
    expect(table.map(({ name }) => name).toSorted()).toEqual(Object.keys(leastRole).toSorted())
  })

  test('lets nobody but owners use what it does not name', () => {
    expect(roles.map((role) => mayUse(role, 'post /everything'))).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect(mayUse('viewer', 'constructor')).toBe(false)
  })
})

describe('every route, for every role', () => {
  test.each(matrix)('$name as $role', async ({ name, method, path, role }) => {
    const headers = await pageHeaders(mine, await tokenOf(role))
    const [status, code] = await saidBy(await ask(mine, path, init(method, headers)))
    const isRefused = status === 403 && code === 'role_insufficient'
    expect({ isRefused, isKnown: status !== 401 }).toEqual({
      ...{ isRefused: !mayUse(role, name), isKnown: true },
    })
    expect(status).toBeLessThan(500)
  })
})

describe('every route, for nobody', () => {
  test.each(table)('$name without a session', async ({ method, path }) => {
    const headers = { 'sec-fetch-site': 'same-origin', origin: consoleOrigin }
    expect(await saidBy(await ask(mine, path, init(method, headers)))).toEqual([
      401,
      'sign_in_needed',
    ])
  })

  test.each(table)('$name with a session of another site', async ({ method, path }) => {
    const headers = await pageHeaders(mine, stranger.token)
    expect(await saidBy(await ask(mine, path, init(method, headers)))).toEqual([
      401,
      'sign_in_needed',
    ])
  })

  test.each(table)('$name with a session that is over', async ({ method, path }) => {
    const old = await memberOf(mine, 'owner', Date.now() - 31 * 60_000)
    const headers = await pageHeaders(mine, old.token)
    expect(await saidBy(await ask(mine, path, init(method, headers)))).toEqual([
      401,
      'sign_in_needed',
    ])
  })

  test.each(table)('$name with a key of another site', async ({ method, path }) => {
    const who = { by: 'test', now: Date.now() }
    const { key } = await accessObject(bindings, theirs).createKey(
      { name: 'k', role: 'owner' },
      who
    )
    const headers = { authorization: `Bearer ${key}`, 'cf-connecting-ip': crypto.randomUUID() }
    expect(await saidBy(await ask(mine, path, init(method, headers)))).toEqual([
      401,
      'admin_token_invalid',
    ])
  })
})

describe('every change, asked for by another page (S4)', () => {
  const forgeries: [string, Record<string, string | undefined>][] = [
    ['without the token of the session', { 'attune-csrf': undefined }],
    ['with a token of another session', { 'attune-csrf': 'bm9uY2U.c2lnbmF0dXJl' }],
    ['of a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as text', { 'content-type': 'text/plain' }],
    ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['of a subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://a.console.example' }],
    [
      'of an old browser, cross-site',
      { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
    ],
    ['of no browser at all', { 'sec-fetch-site': undefined, origin: undefined }],
    ['of a sandboxed frame', { origin: 'null' }],
  ]
  const cases = changes.flatMap((route) =>
    forgeries.map(([how, headers]) => ({ ...route, how, headers }))
  )

  test.each(cases)('$name $how', async ({ method, path, headers }) => {
    const fresh = await tokenOf('owner')
    const sent = Object.entries({ ...(await pageHeaders(mine, fresh)), ...headers })
    const present = Object.fromEntries(
      sent.filter((entry): entry is [string, string] => entry[1] !== undefined)
    )
    expect(await saidBy(await ask(mine, path, init(method, present)))).toEqual([
      403,
      'request_forged',
    ])
  })
})
