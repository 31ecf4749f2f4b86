import type { Block } from '../../../shared/content/content.ts'
import type { Channel } from '../../../shared/journey/message.ts'
import type { Outgoing } from '../../../shared/journey/run.ts'
import type { Env } from '../../env.ts'
import { packDecision } from '../reader/answered.ts'
import { signedUrl } from '../signed-link.ts'
import { absoluteUrl } from './markup.ts'

/** How a mail is heard of again. */
export interface Tracking {
  /** Links of the mail, by the address they lead to in the end. */
  links: ReadonlyMap<string, string>
  /** Address of the picture that tells of an opening. */
  pixel: string | undefined
}

/** A mail of which nobody will hear. */
export const untracked: Tracking = { links: new Map(), pixel: undefined }

interface Tracked {
  site: string
  profile: string
  message: Outgoing
  channel: Extract<Channel, { kind: 'email' }>
  blocks: readonly Block[]
}

/**
 * Links of a mail that come back as clicks. What is owed is not watched: its links lead straight to
 * where they say. Openings are noted only where the owner asks for it.
 */
export async function trackingOf(
  env: Env,
  { site, profile, message, channel, blocks }: Tracked
): Promise<Tracking> {
  const { decision, transactional } = message
  if (decision === undefined || transactional) return untracked
  const about = [profile, packDecision(decision)]
  const addresses = channel.clicks === false ? [] : new Set(blocks.flatMap(addressOf))
  const links = new Map<string, string>()
  for (const to of addresses) {
    const url = await signedUrl(env, { kind: 'click', site, about, to })
    if (url !== undefined) links.set(to, url)
  }
  const pixel =
    channel.opens === true ? await signedUrl(env, { kind: 'open', site, about }) : undefined
  return { links, pixel }
}

/** Addresses on the web; nobody can lead a mail or a call on. */
function addressOf(block: Block): string[] {
  const href = 'href' in block ? block.href : undefined
  const url = href === undefined ? undefined : absoluteUrl(href)
  return url !== undefined && /^https?:/i.test(url) ? [url] : []
}
