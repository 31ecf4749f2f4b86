import type { z } from 'zod'
import { isOwnPage } from '../../access/own-page.ts'
import { isConsoleHost } from '../../http/console-host.ts'
import { parse } from '../../http/parse.ts'
import { isRefusal, refuse } from '../../http/problem.ts'
import { readJson } from '../../http/read-json.ts'
import { siteIdPattern } from '../../site/keys.ts'
import { limitNetwork } from '../limit.ts'
import type { Asked, Described, Reply, Route } from '../route.ts'

const maxBytes = 4_096

/** One request of somebody who is nobody yet. */
export interface DoorAsked extends Asked {
  site: string
}

/** A route by which people come in: open to all, but for the console's own page only. */
export function doorRoute<B>(
  route: Described & { body: z.ZodType<B>; handle(asked: DoorAsked, body: B): Promise<Reply> }
): Route {
  const { body, handle, ...described } = route
  const reply = async (asked: Asked): Promise<Reply> => {
    const { site = '' } = asked.params
    const flood = limitNetwork(asked)
    if (flood) return flood
    if (!isConsoleHost(asked) || !siteIdPattern.test(site)) {
      return refuse('not_found', 'There is no site of this name.')
    }
    // Signing somebody in as somebody else is a forgery as well.
    if (!isOwnPage(asked.request, asked.url)) {
      return refuse('request_forged', 'People come in by the console’s own page.')
    }
    const read = await readJson(asked.request, maxBytes)
    if (isRefusal(read)) return read
    const parsed = parse(body, read.json)
    return isRefusal(parsed) ? parsed : handle({ ...asked, site }, parsed.value)
  }
  const path = `/v1/admin/sites/:site${route.path}`
  return { ...described, path, access: 'open', bodies: [body], isForPages: false, reply }
}
