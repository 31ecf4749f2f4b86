import { isbot } from 'isbot'
import { createRecent } from '../../shared/memory/recent.ts'
import type { Env } from '../env.ts'
import { isLoopback } from './loopback.ts'

/** A request, and where it was received. */
export interface Received {
  request: Request
  url: URL
  env: Env
}

/**
 * Whether a program asks instead of a person: bots get defaults and count for nothing. On the owner's
 * own machine a browser that a test steers is taken for the person it plays; otherwise nobody could
 * try a site with one.
 */
export function isBot({ request, url, env }: Received, isSteered = false): boolean {
  const name = request.headers.get('user-agent') ?? ''
  const isTrial = Boolean(env.ATTUNE_LOCAL) && isLoopback(url)
  if (!isTrial) return isSteered || isBotName(name)
  return isBotName(name.replace('HeadlessChrome', 'Chrome'))
}

/** The pattern is long, and names of browsers are few. */
const known = createRecent<boolean>(1_000)

function isBotName(name: string): boolean {
  const answer = known.get(name) ?? isbot(name)
  known.set(name, answer)
  return answer
}
