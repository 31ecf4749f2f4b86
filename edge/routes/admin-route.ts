import type { z } from 'zod'
import { mayUse } from '../../shared/api/roles.ts'
import { isConsoleHost } from '../http/console-host.ts'
import { parse } from '../http/parse.ts'
import { isRefusal, refuse } from '../http/problem.ts'
import { readJson } from '../http/read-json.ts'
import { siteIdPattern } from '../site/keys.ts'
import type { Asked, Described, Reply, Route } from './route.ts'
import { type Principal, whoAsks } from './who-asks.ts'

/** A configuration with the content of a whole site. */
const maxBytes = 5_242_880

/** One request of an owner, or of somebody they let in. */
export interface OwnerAsked extends Asked {
  site: string
  /** Who it is, for the audit log. */
  by: string
  who: Principal
}

/** A route of the owner's, below `/v1/admin/sites/:site`. `shared/api/roles.ts` says who may use it. */
export interface AdminRoute<B> extends Described {
  body?: z.ZodType<B>
  handle(asked: OwnerAsked, body: B): Promise<Reply>
}

/** Makes a route that only those may use whom the table of roles lets. */
export function adminRoute<B = undefined>(route: AdminRoute<B>): Route {
  const { body, handle, ...described } = route
  const path = `/v1/admin/sites/:site${route.path}`
  const answer = async (asked: Asked): Promise<Reply> => {
    const { site = '' } = asked.params
    if (!isConsoleHost(asked) || !siteIdPattern.test(site)) {
      return refuse('not_found', 'There is no site of this name.')
    }
    const who = await whoAsks(asked, site)
    if (isRefusal(who)) return who
    if (!mayUse(who.role, `${route.method} ${route.path}`)) {
      return refuse('role_insufficient', `As ${who.role} you may not do this. Ask an owner.`)
    }
    const owner = { ...asked, site, who, by: who.by }
    if (!body) return handle(owner, undefined as B)
    const read = await readJson(asked.request, maxBytes)
    if (isRefusal(read)) return read
    const parsed = parse(body, read.json)
    return isRefusal(parsed) ? parsed : handle(owner, parsed.value)
  }
  const reply = async (asked: Asked): Promise<Reply> => {
    const answered = await answer(asked)
    return isRefusal(answered) ? answered : forOneOnly(answered)
  }
  return {
    ...described,
    path,
    access: 'admin',
    bodies: body ? [body] : [],
    isForPages: false,
    reply,
  }
}

/** What the owner is told is for no cache, and is what its type says. */
function forOneOnly(answer: Response): Response {
  // The answer to an upgrade is the platform's, and has nothing in it.
  if (answer.status === 101) return answer
  if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'private, no-store')
  answer.headers.set('x-content-type-options', 'nosniff')
  return answer
}
