import type { z } from 'zod'
import { isLoopback } from '../http/loopback.ts'
import { parse } from '../http/parse.ts'
import { isRefusal, type Refusal, refuse } from '../http/problem.ts'
import { readJson } from '../http/read-json.ts'
import { siteIdPattern } from '../site/keys.ts'
import { limitGuessing } from './limit.ts'
import type { Asked, Described, Reply, Route } from './route.ts'

/** A configuration with the content of a whole site. */
const maxBytes = 5_242_880

/** One request of an owner. */
export interface OwnerAsked extends Asked {
  site: string
  /** Who it is, for the audit log. */
  by: string
}

/** A route of the owner's, below `/v1/admin/sites/:site`. */
export interface AdminRoute<B> extends Described {
  body?: z.ZodType<B>
  handle(asked: OwnerAsked, body: B): Promise<Reply>
}

/** Makes a route that only the owner may use. */
export function adminRoute<B = undefined>(route: AdminRoute<B>): Route {
  const { body, handle, ...described } = route
  const path = `/v1/admin/sites/:site${route.path}`
  const reply = async (asked: Asked): Promise<Reply> => {
    const refused = await refuseStranger(asked)
    if (refused) return refused
    const { site = '' } = asked.params
    if (!siteIdPattern.test(site)) return refuse('not_found', 'There is no site of this name.')
    const owner = { ...asked, site, by: asked.request.headers.get('attune-actor') ?? 'owner' }
    if (!body) return handle(owner, undefined as B)
    const read = await readJson(asked.request, maxBytes)
    if (isRefusal(read)) return read
    const parsed = parse(body, read.json)
    return isRefusal(parsed) ? parsed : handle(owner, parsed.value)
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

async function refuseStranger(asked: Asked): Promise<Refusal | undefined> {
  const { ADMIN_TOKEN } = asked.env
  const header = asked.request.headers.get('authorization') ?? ''
  if (ADMIN_TOKEN && (await isSameText(header, `Bearer ${ADMIN_TOKEN}`))) return undefined
  if (isLocalConsole(asked)) return undefined
  return (
    limitGuessing(asked) ??
    refuse('admin_token_invalid', 'Send the admin token as `Authorization: Bearer …`.')
  )
}

/**
 * The console of a server on one's own machine needs no token. Its browser says that the console's
 * own page asks, which no other page can say; a change must also be JSON, which no form can send. A
 * foreign name that leads here (DNS rebinding) is no loopback host.
 */
function isLocalConsole({ env, request, url }: Asked): boolean {
  if (!env.ATTUNE_LOCAL || !isLoopback(url)) return false
  const { headers, method } = request
  if (headers.get('sec-fetch-site') !== 'same-origin') return false
  if (method === 'GET') return true
  const origin = headers.get('origin')
  return origin === url.origin && /^application\/json\b/i.test(headers.get('content-type') ?? '')
}

/** Compares hashes, of equal length whatever was sent, in a time that tells nothing. */
async function isSameText(a: string, b: string): Promise<boolean> {
  const [x, y] = await Promise.all([hashOf(a), hashOf(b)])
  return crypto.subtle.timingSafeEqual(x, y)
}

function hashOf(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
}
