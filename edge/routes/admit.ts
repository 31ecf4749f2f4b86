import { isLoopback } from '../http/loopback.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import { count } from '../measure/tally.ts'
import { type KeyKind, opens, readKey } from '../site/keys.ts'
import { findSite, type LiveSite } from '../site/live-site.ts'
import type { Asked } from './route.ts'

/** Who asks, once a key has opened a site. */
export interface Caller {
  id: string
  kind: KeyKind
  site: LiveSite
}

/** Opens the site of a key, for pages of its origins and for servers. */
export async function admit(asked: Asked, key: string | undefined): Promise<Caller | Refusal> {
  if (key === undefined) {
    return refuse('key_missing', 'Send a key as `key`, `writeKey`, or in the Authorization header.')
  }
  const claim = readKey(key)
  const site = claim && (await findSite(claim.site, asked))
  const isLocal = Boolean(asked.env.ATTUNE_LOCAL) && isLoopback(asked.url)
  // One answer for every unknown key: it must not tell which sites exist.
  if (!claim || !site || !(await opens(key, site.snapshot, isLocal))) {
    return refuse('key_unknown', 'The key is wrong, or was revoked.')
  }
  const caller = { id: claim.site, kind: claim.kind, site }
  const refused = refuseOrigin(asked, caller, isLocal)
  // Told to the owner: a page that should be on the list, or a secret that has got out.
  if (refused) count(claim.site, { [`refusal:${refused.refusal}`]: 1 }, asked)
  return refused ?? caller
}

function refuseOrigin(asked: Asked, { kind, site }: Caller, isLocal: boolean): Refusal | undefined {
  const origin = asked.request.headers.get('origin')
  if (origin === null) return undefined
  if (kind === 'secret') {
    const advice = 'Whoever opened that page could read the key: revoke it and make a new one.'
    return refuse('secret_key_in_browser', advice)
  }
  const { origins = [] } = site.snapshot.config
  if (origins.includes(origin) || (isLocal && isLoopbackOrigin(origin))) return undefined
  return refuse('origin_not_allowed', 'Add this origin to `origins` of the configuration.')
}

/** On one's own machine the page may come from any port. */
function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin))
}
