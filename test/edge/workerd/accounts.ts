import { createExecutionContext } from 'cloudflare:test'
import type { Session } from '../../../edge/access/access-object.ts'
import { accessObject } from '../../../edge/access/address.ts'
import { csrfToken } from '../../../edge/access/csrf.ts'
import type { Env } from '../../../edge/env.ts'
import worker from '../../../edge/worker.ts'
import type { Role } from '../../../shared/api/roles.ts'
import { bindings } from './site.ts'

/** A console on the Internet: no local mode, a secret, an operator's token. */
export const remoteEnv: Env = {
  ...bindings,
  ADMIN_TOKEN: 'operator-token-of-the-tests',
  ATTUNE_SECRET: 'secret-of-the-tests',
  SETUP_TOKEN: 'set-up-token-of-the-tests',
}
delete remoteEnv.ATTUNE_LOCAL

/** Where that console is. */
export const consoleOrigin = 'https://console.example'

let people = 0

/** A member of a site, signed in. Their password is no real one: hashing it takes its time. */
export async function memberOf(site: string, role: Role, now = Date.now()): Promise<Session> {
  people += 1
  const email = `${role}-${people}@shop.example`
  const access = accessObject(bindings, site)
  const { token } = await access.invite({ email, role }, { by: 'test', now })
  const session = await access.join(token, { name: role, password: `none$${people}` }, now)
  if (!session) throw new Error('The invitation was not taken up.')
  return session
}

/** What the console's own page sends with a change. */
export async function pageHeaders(site: string, token: string): Promise<Record<string, string>> {
  return {
    cookie: `__Host-attune-${site}=${token}`,
    origin: consoleOrigin,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
    'attune-csrf': await csrfToken(token),
  }
}

/** Asks the owner's API of a site, over the Internet. */
export function ask(
  site: string,
  path: string,
  init: RequestInit = {},
  env: Env = remoteEnv
): Promise<Response> {
  return serve(new Request(`${consoleOrigin}/v1/admin/sites/${site}${path}`, init), env)
}

/** Serves a request, whatever it asks for. */
export async function serve(request: Request, env: Env = remoteEnv): Promise<Response> {
  return worker.fetch(request, env, createExecutionContext())
}

/** Status and code of an answer. */
export async function saidBy(
  answer: Response
): Promise<[status: number, code: string | undefined]> {
  const isProblem = answer.headers.get('content-type') === 'application/problem+json'
  if (!isProblem) {
    await answer.body?.cancel()
    return [answer.status, undefined]
  }
  return [answer.status, ((await answer.json()) as { code: string }).code]
}
